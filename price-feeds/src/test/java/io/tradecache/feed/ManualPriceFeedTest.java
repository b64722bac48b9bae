package io.tradecache.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.testkit.ManualClock;
import io.tradecache.testkit.PriceFeedContract;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManualPriceFeedTest implements PriceFeedContract {

    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");
    private static final Instant EARLIER = Instant.parse("2026-03-09T14:29:00Z");

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    private final ManualPriceFeed feed = new ManualPriceFeed(clock);
    private final Heard heard = new Heard();

    @BeforeEach
    void stateTwo() {
        feed.state(AAPL, new BigDecimal("170"), null, null);
        feed.state(MSFT, new BigDecimal("420"), 5L, EARLIER);
    }

    @Override
    public PriceFeed feed() {
        return feed;
    }

    @Override
    public Set<Symbol> known() {
        return Set.of(AAPL, MSFT);
    }

    @Test
    void aPriceIsAsOfNowUnlessItSaysOtherwise() {
        Quote now = feed.fetch(known()).get(AAPL);
        Quote before = feed.fetch(known()).get(MSFT);

        assertThat(now.asOf()).isEqualTo(clock.instant()).isEqualTo(now.tradedAt());
        assertThat(before.asOf()).isEqualTo(EARLIER);
        assertThat(before.receivedAt()).isEqualTo(clock.instant());
        assertThat(before.volume()).isEqualTo(5);
    }

    @Test
    void aStatedPriceIsToldBeforeTheStatementReturns() {
        PriceFeed.Stream stream = feed.open(heard).orElseThrow();
        stream.want(Set.of(AAPL));

        feed.state(AAPL, new BigDecimal("171"), null, null);
        feed.state(MSFT, new BigDecimal("421"), null, null);

        assertThat(heard.prices()).containsExactly("AAPL 171");
        assertThat(heard.changes()).containsExactly("up: prices are stated by hand");
        assertThat(stream.covered()).containsExactly(AAPL);
    }

    @Test
    void previousCloseAndCompanyNameStayUntilOthersAreStated() {
        feed.state(quote("170", "168.5", "Apple Inc."));
        feed.state(AAPL, new BigDecimal("171"), null, null);
        Quote kept = feed.fetch(known()).get(AAPL);
        feed.state(quote("172", "171.2", null));
        Quote nextDay = feed.fetch(known()).get(AAPL);

        assertThat(kept.price()).isEqualByComparingTo("171");
        assertThat(kept.previousClose()).isEqualByComparingTo("168.5");
        assertThat(kept.companyName()).isEqualTo("Apple Inc.");
        assertThat(nextDay.previousClose()).isEqualByComparingTo("171.2");
        assertThat(nextDay.companyName()).isEqualTo("Apple Inc.");
        assertThat(nextDay.source()).isEqualTo("manual");
    }

    @Test
    void aClosedStreamHearsNothingMore() {
        PriceFeed.Stream stream = feed.open(heard).orElseThrow();
        stream.want(Set.of(AAPL));

        stream.close();
        feed.state(AAPL, new BigDecimal("171"), null, null);

        assertThat(heard.prices()).isEmpty();
        assertThat(stream.covered()).isEmpty();
    }

    @Test
    void aListenerThatFailsSpoilsNoStatement() {
        feed.open(quote -> {
                    throw new IllegalStateException("no luck");
                })
                .orElseThrow()
                .want(Set.of(AAPL));

        feed.state(AAPL, new BigDecimal("171"), null, null);

        assertThat(feed.fetch(known()).get(AAPL).price()).isEqualByComparingTo("171");
    }

    @Test
    void zeroIsNoPrice() {
        assertThatThrownBy(() -> feed.state(AAPL, BigDecimal.ZERO, null, null))
                .isInstanceOf(InvalidFieldException.class);
    }

    private static Quote quote(String price, String previousClose, String companyName) {
        return new Quote(
                AAPL,
                companyName,
                new BigDecimal(price),
                new BigDecimal(previousClose),
                null,
                EARLIER,
                null,
                EARLIER,
                "somewhere");
    }
}
