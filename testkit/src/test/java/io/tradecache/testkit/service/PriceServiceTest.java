package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Desk.AAPL;
import static io.tradecache.testkit.service.Desk.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.QuoteBatch;
import io.tradecache.core.model.price.QuoteBatch.Reason;
import io.tradecache.core.service.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PriceServiceTest {

    private final Desk desk = new Desk();

    @Test
    void asksTheFeedOnceInThirtySeconds() {
        desk.feed.state(AAPL, "150");

        assertThat(quote().source()).isEqualTo(Source.LOADED);
        desk.feed.state(AAPL, "151");
        desk.clock.advance(Duration.ofMillis(29_999));
        assertThat(quote().value().quote().price()).isEqualByComparingTo("150");
        desk.clock.advance(Duration.ofMillis(1));
        assertThat(quote().value().quote().price()).isEqualByComparingTo("151");

        assertThat(desk.feed.calls).hasSize(2);
    }

    @Test
    void saysHowFreshAPriceIsWheneverItIsHandedOut() {
        desk.feed.state(AAPL, "150");

        assertThat(quote().value().freshness()).isEqualTo(Freshness.LIVE);
        desk.clock.advance(Duration.ofSeconds(6));
        assertThat(quote().value().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(quote().value().age()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void servesTheLastPriceWithItsTrueAgeWhenTheFeedFails() {
        desk.feed.state(AAPL, "150");
        quote();
        desk.feed.broken = true;
        desk.clock.advance(Duration.ofMinutes(6));

        Cached<LiveQuote> stale = quote();

        assertThat(stale.source()).isEqualTo(Source.STALE);
        assertThat(stale.value().freshness()).isEqualTo(Freshness.OUTDATED);
        assertThat(stale.value().quote().price()).isEqualByComparingTo("150");
    }

    @Test
    void neverCachesAFailure() {
        desk.feed.broken = true;
        assertThatThrownBy(this::quote).isInstanceOf(RefusedException.PriceUnavailable.class);

        desk.feed.broken = false;
        desk.feed.state(AAPL, "150");

        assertThat(quote().value().quote().price()).isEqualByComparingTo("150");
    }

    @Test
    void tellsAnUnknownSymbolFromAFailingFeed() {
        assertThatThrownBy(this::quote).isInstanceOf(RefusedException.NotFound.class);
    }

    @Test
    void fetchesWhatABatchMissesInAsFewCallsAsTheFeedAllows() {
        List<Symbol> seven =
                IntStream.range(0, 7).mapToObj(i -> new Symbol("S" + i)).toList();
        seven.forEach(symbol -> desk.feed.state(symbol, "10"));
        desk.tradecache.prices().quote(seven.get(3), Demand.ANY);
        desk.feed.calls.clear();

        QuoteBatch batch = desk.tradecache.prices().quotes(seven, Demand.ANY);

        assertThat(batch.quotes())
                .extracting(quote -> quote.value().quote().symbol())
                .containsExactlyElementsOf(seven);
        assertThat(desk.feed.calls).extracting(Set::size).containsExactly(3, 3);
    }

    @Test
    void listsWhatABatchHasNoPriceFor() {
        desk.feed.state(AAPL, "150");

        QuoteBatch batch = desk.tradecache.prices().quotes(List.of(MSFT, AAPL, MSFT), Demand.ANY);

        assertThat(batch.quotes()).hasSize(1);
        assertThat(batch.refused()).containsExactly(new QuoteBatch.Refused(MSFT, Reason.UNKNOWN_SYMBOL));
    }

    @Test
    void aBatchNeverHidesANewerPriceOfAMember() {
        desk.feed.state(AAPL, "150");
        desk.feed.state(MSFT, "400");
        desk.tradecache.prices().quotes(List.of(AAPL, MSFT), Demand.ANY);
        desk.clock.advance(Duration.ofSeconds(10));
        desk.feed.state(AAPL, "155");
        desk.tradecache.prices().quote(AAPL, Demand.RELOAD);

        QuoteBatch again = desk.tradecache.prices().quotes(List.of(AAPL, MSFT), Demand.ANY);

        assertThat(again.quotes().get(0).value().quote().price()).isEqualByComparingTo("155");
    }

    @Test
    void neverServesAnOlderPriceAfterANewerOne() {
        desk.feed.state(AAPL, "150");
        quote();
        desk.clock.advance(Duration.ofSeconds(31));
        desk.feed.state(AAPL, "151");
        quote();
        desk.clock.advance(Duration.ofSeconds(-20));
        desk.feed.state(AAPL, "149");

        assertThat(desk.tradecache
                        .prices()
                        .quote(AAPL, Demand.RELOAD)
                        .value()
                        .quote()
                        .price())
                .isEqualByComparingTo("151");
    }

    @Test
    void remembersPricesForTheirLifetimeWhileTheCacheIsAway() {
        desk.feed.state(AAPL, "150");
        desk.cache.fail();

        quote();
        quote();
        assertThat(desk.feed.calls).hasSize(1);
        desk.clock.advance(Duration.ofSeconds(31));
        quote();
        assertThat(desk.feed.calls).hasSize(2);
    }

    private Cached<LiveQuote> quote() {
        return desk.tradecache.prices().quote(AAPL, Demand.ANY);
    }
}
