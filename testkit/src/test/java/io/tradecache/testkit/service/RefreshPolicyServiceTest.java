package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Desk.AAPL;
import static io.tradecache.testkit.service.Desk.MSFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.inmemory.InMemoryEarnings;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DataType;
import io.tradecache.core.model.price.EarningsReport;
import io.tradecache.core.port.EarningsCalendar;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.VolatilitySource;
import io.tradecache.core.rules.RefreshPolicy;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.service.RefreshPolicyService;
import io.tradecache.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshPolicyServiceTest {

    private static final RefreshPolicy EXTENDED =
            new RefreshPolicy(RefreshPolicy.GUIDE.base(), RefreshPolicy.GUIDE.phaseFactor(), 0.3, 2, 4, true);

    private final ManualClock clock = ManualClock.at("2026-11-23T15:00:00Z");
    private final InMemoryEarnings earnings = new InMemoryEarnings();
    private final MarketCalendar calendar = ListedSessions.none()
            .and("2026-11-20")
            .and("2026-11-23")
            .and("2026-11-24")
            .and("2026-11-25");

    @Test
    void asksForTheVolatilityAndTheEarningsOfTheSymbol() {
        report(AAPL, "2026-11-23");
        RefreshPolicyService policy = service(RefreshPolicy.GUIDE, symbol -> OptionalDouble.of(0.5), earnings);

        assertThat(interval(policy, AAPL)).isEqualTo(Duration.ofMillis(3_750));
        assertThat(interval(policy, MSFT)).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T14:00:00Z, PT75S", // 09:00, before the opening
        "2026-11-23T15:00:00Z, PT7.5S", // 10:00
        "2026-11-23T21:30:00Z, PT75S", // 16:30, when the report is out
        "2026-11-24T00:30:00Z, PT75S", // 19:30 in New York, the next day in UTC
        "2026-11-24T00:59:59Z, PT75S", // 19:59:59
        "2026-11-24T01:00:00Z, PT5M", // 20:00
        "2026-11-24T15:00:00Z, PT30S", // the next session
        "2026-11-23T04:30:00Z, PT5M" // 23:30 the evening before, when the day of UTC is that of the report
    })
    void aReportKeepsItsEffectThroughItsDayInNewYork(Instant now, Duration expected) {
        report(AAPL, "2026-11-23");
        clock.set(now.toString());

        assertThat(interval(service(EXTENDED, VolatilitySource.NONE, earnings), AAPL))
                .isEqualTo(expected);
    }

    @Test
    void aReportOnADayWithoutASessionCountsForTheNext() {
        report(AAPL, "2026-11-21");
        report(MSFT, "2026-11-20");
        RefreshPolicyService policy = service(RefreshPolicy.GUIDE, VolatilitySource.NONE, earnings);

        assertThat(interval(policy, AAPL)).isEqualTo(Duration.ofMillis(7_500));
        assertThat(interval(policy, MSFT)).isEqualTo(Duration.ofSeconds(30));
        clock.set("2026-11-24T15:00:00Z");
        assertThat(interval(policy, AAPL)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatCannotBeFoundOutChangesNothing() {
        VolatilitySource brokenVolatility = symbol -> {
            throw new PortException.Unavailable("database", symbol.value(), new IllegalStateException("test"));
        };
        EarningsCalendar brokenEarnings = (symbols, date) -> {
            throw new PortException.Unavailable("database", date.toString(), new IllegalStateException("test"));
        };

        assertThat(interval(service(RefreshPolicy.GUIDE, brokenVolatility, brokenEarnings), AAPL))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theDatesOfEarningsAreAskedForOnceInTenMinutes() {
        AtomicInteger questions = new AtomicInteger();
        EarningsCalendar counting = (symbols, date) -> {
            questions.incrementAndGet();
            return Set.of();
        };
        RefreshPolicyService policy = service(RefreshPolicy.GUIDE, VolatilitySource.NONE, counting);
        clock.set("2026-11-24T15:00:00Z");

        interval(policy, AAPL);
        interval(policy, AAPL);
        assertThat(questions).hasValue(1);
        clock.advance(Duration.ofMinutes(10));
        interval(policy, AAPL);
        assertThat(questions).hasValue(2);
    }

    @Test
    void aMarketThatNeverClosesHasNoBells() {
        RefreshPolicyService policy = new RefreshPolicyService(
                RefreshPolicy.GUIDE, VolatilitySource.NONE, EarningsCalendar.NONE, new AlwaysOpen(), clock);

        assertThat(policy.decide(AAPL, DataType.PRICE_INTRADAY).nextRefreshAt())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
    }

    @Test
    void theOpeningCutsWhatWouldReachOverIt() {
        clock.set("2026-11-23T14:29:59Z");
        RefreshPolicyService policy = service(RefreshPolicy.GUIDE, VolatilitySource.NONE, EarningsCalendar.NONE);

        Instant open = Instant.parse("2026-11-23T14:30:00Z");
        assertThat(policy.decide(AAPL, DataType.PRICE_CURRENT).nextRefreshAt()).isBetween(open, open.plusSeconds(3));
    }

    private void report(Symbol symbol, String date) {
        earnings.save(List.of(new EarningsReport(symbol, LocalDate.parse(date))));
    }

    private RefreshPolicyService service(RefreshPolicy policy, VolatilitySource volatility, EarningsCalendar dates) {
        return new RefreshPolicyService(policy, volatility, dates, calendar, clock);
    }

    private static Duration interval(RefreshPolicyService policy, Symbol symbol) {
        return policy.decide(symbol, DataType.PRICE_CURRENT).interval();
    }
}
