package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Desk.AAPL;
import static io.tradecache.testkit.service.Desk.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.service.HistoryVolatility;
import io.tradecache.testkit.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryVolatilityTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 9);

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    private final PriceHistory kept = new InMemoryDatabase().persistence().history();
    private int questions;
    private final HistoryVolatility volatility = new HistoryVolatility(new CountedHistory(), new AlwaysOpen(), clock);

    @Test
    void measuresTheLastTwentySessions() {
        save(AAPL, 30);

        assertThat(volatility.annualised(AAPL)).hasValueCloseTo(0.16206005771, within(1e-9));
    }

    @Test
    void knowsNothingUnderTenReturns() {
        save(AAPL, 10);
        save(MSFT, 11);

        assertThat(volatility.annualised(AAPL)).isEmpty();
        assertThat(volatility.annualised(MSFT)).isPresent();
    }

    @Test
    void remembersWhatItFoundUntilTheNextSession() {
        save(AAPL, 30);

        volatility.annualised(AAPL);
        clock.advance(Duration.ofHours(9));
        volatility.annualised(AAPL);
        assertThat(questions).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        volatility.annualised(AAPL);
        assertThat(questions).isEqualTo(2);
    }

    @Test
    void looksAgainAfterAWhileForWhatItDidNotFind() {
        volatility.annualised(AAPL);
        save(AAPL, 30);
        clock.advance(Duration.ofMinutes(14));
        assertThat(volatility.annualised(AAPL)).isEmpty();

        clock.advance(Duration.ofMinutes(1));

        assertThat(volatility.annualised(AAPL)).isPresent();
    }

    /** Closes that go up and down by one percent, the last one yesterday. */
    private void save(Symbol symbol, int sessions) {
        for (int day = 0; day < sessions; day++) {
            BigDecimal price = new BigDecimal(day % 2 == 0 ? "100" : "101");
            LocalDate date = MONDAY.minusDays(sessions - day);
            kept.save(List.of(new DailyBar(symbol, date, price, price, price, price, 1, true)));
        }
    }

    private final class CountedHistory implements PriceHistory {
        @Override
        public Map<Symbol, List<DailyBar>> bars(Collection<Symbol> symbols, LocalDate from, LocalDate to) {
            questions++;
            return kept.bars(symbols, from, to);
        }

        @Override
        public void save(Collection<DailyBar> bars) {
            kept.save(bars);
        }
    }
}
