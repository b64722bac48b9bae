package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Node.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.Outdated;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever follows changes learns of each one, when this node's copies are gone. */
class ChangeFollowersTest {

    private static final Outdated PORTFOLIO = new Outdated(Samples.AMELIA.value(), "portfolio", "portfolio_0");

    private final Node node = new Node();
    private final List<Outdated> told = new ArrayList<>();

    @Test
    void aChangeIsToldOfWhenItsCopyIsGone() {
        node.busIsHeard();
        node.read(KEY, 1);
        List<Source> sources = new ArrayList<>();
        node.coherence.onChange(outdated -> sources.add(node.read(KEY, 2).source()));
        node.coherence.onChange(told::add);

        node.invalidator.spoil(Node.change(0, 2));

        assertThat(told).containsExactly(PORTFOLIO);
        assertThat(sources).doesNotContain(Source.NEAR);
    }

    @Test
    void aMoveTouchesBothObjects() {
        node.coherence.onChange(told::add);

        node.invalidator.spoil(new Change.OfMove(
                Samples.AMELIA, new WatchlistId("watchlist_1"), 2, new PortfolioId("portfolio_0"), 2, "item_1"));

        assertThat(told).containsExactly(PORTFOLIO, new Outdated(Samples.AMELIA.value(), "watchlist", "watchlist_1"));
    }

    @Test
    void whatTheLogKnowsIsToldToo() {
        node.logIsRead();
        node.coherence.onChange(told::add);

        Portfolio foreign = Samples.portfolio(1);
        node.database.persistence().portfolios().insert(foreign);
        node.logIsRead();

        assertThat(told)
                .containsExactly(new Outdated(
                        foreign.userId().value(),
                        "portfolio",
                        foreign.portfolioId().value()));
    }

    @Test
    void aGapOfTheBusIsAChangeOfEverything() {
        node.coherence.onChange(told::add);

        node.bus.lose();

        assertThat(told).containsExactly(Outdated.EVERYTHING);
    }

    @Test
    void aFollowerThatFailsKeepsNoOtherFromHearing() {
        node.coherence.onChange(outdated -> {
            throw new IllegalStateException("on purpose");
        });
        node.coherence.onChange(told::add).close();
        node.coherence.onChange(told::add);

        node.invalidator.spoil(Node.change(0, 2));

        assertThat(told).containsExactly(PORTFOLIO);
    }
}
