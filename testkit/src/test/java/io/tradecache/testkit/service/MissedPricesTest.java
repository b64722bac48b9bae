package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Floor.AAPL;
import static io.tradecache.testkit.service.Floor.MSFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.testkit.service.Floor.Trader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A node that was cut off knows the newest prices soon after it is back, and so do the others. */
class MissedPricesTest {

    private final Floor floor = new Floor("2026-03-09T15:00:00Z", new AlwaysOpen());
    private final Trader leader = floor.trader(AAPL);
    private final Trader other = floor.trader(AAPL);

    @Test
    void whatWasMissedIsToldWithTheNumbersThatItHad() {
        floor.run("2026-03-09T15:00:01Z");
        other.line.cut();
        state(leader, AAPL, "101");
        state(leader, AAPL, "102");
        assertThat(price(other, AAPL)).contains("100");

        other.line.mend();
        flush();

        assertThat(other.tradecache.live().tick(AAPL))
                .isEqualTo(leader.tradecache.live().tick(AAPL))
                .get()
                .extracting(PriceTick::seq)
                .isEqualTo(3L);
    }

    @Test
    void whatWasStatedAtANodeThatWasCutOffGetsToTheOthers() {
        floor.run("2026-03-09T15:00:01Z");
        other.line.cut();
        state(other, MSFT, "400");
        assertThat(price(other, MSFT)).as("at once where it was stated").contains("400");
        assertThat(price(leader, MSFT)).isEmpty();

        other.line.mend();
        flush();

        assertThat(leader.tradecache.live().tick(MSFT))
                .isEqualTo(other.tradecache.live().tick(MSFT))
                .isPresent();
    }

    @Test
    void whatCouldNotBePublishedIsToldAlthoughNobodyNoticedALoss() {
        floor.run("2026-03-09T15:00:01Z");
        leader.line.cut();
        state(leader, AAPL, "101");
        leader.flush();
        assertThat(price(other, AAPL)).contains("100");

        leader.line.mend();
        leader.flush();

        assertThat(price(other, AAPL)).contains("101");
    }

    @Test
    void aNodeThatJoinsIsToldTheNewestPrices() {
        floor.run("2026-03-09T15:00:01Z");
        state(other, MSFT, "400");

        Trader newcomer = floor.trader();
        newcomer.flush();
        flush();

        assertThat(price(newcomer, AAPL)).contains("100");
        assertThat(price(newcomer, MSFT)).contains("400");
    }

    @Test
    void whatIsToldAgainIsNoNews() {
        floor.run("2026-03-09T15:00:01Z");
        int heard = other.heard.size();

        other.line.cut();
        other.line.mend();
        flush();

        assertThat(other.heard).hasSize(heard);
    }

    private void flush() {
        for (Trader trader : List.of(other, leader, other, leader)) {
            trader.flush();
        }
    }

    private void state(Trader trader, Symbol symbol, String price) {
        floor.clock.advance(Duration.ofMillis(1));
        trader.tradecache
                .refreshing()
                .state(List.of(floor.feed.quote(symbol, new BigDecimal(price), floor.clock.instant())));
    }

    private static Optional<String> price(Trader trader, Symbol symbol) {
        return trader.tradecache
                .live()
                .tick(symbol)
                .map(tick -> tick.quote().price().toPlainString());
    }
}
