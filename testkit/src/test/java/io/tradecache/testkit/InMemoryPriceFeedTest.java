package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemoryPriceFeedTest implements PriceFeedContract {

    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    private final InMemoryPriceFeed feed =
            new InMemoryPriceFeed(clock).state(AAPL, BigDecimal.TEN).state(MSFT, BigDecimal.ONE);

    @Override
    public PriceFeed feed() {
        return feed;
    }

    @Override
    public Set<Symbol> known() {
        return Set.of(AAPL, MSFT);
    }

    @Test
    void aPriceIsStatedAsOfNowAndTakesThePlaceOfTheLast() {
        clock.advance(Duration.ofSeconds(5));
        feed.state(AAPL, new BigDecimal("11"));

        Quote quote = feed.fetch(Set.of(AAPL)).get(AAPL);

        assertThat(quote.price()).isEqualByComparingTo("11");
        assertThat(quote.asOf()).isEqualTo(clock.instant());
    }
}
