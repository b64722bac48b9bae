package io.tradecache.core.rules.calendar;

import static io.tradecache.core.model.market.MarketPhase.AFTER_HOURS;
import static io.tradecache.core.model.market.MarketPhase.CLOSED;
import static io.tradecache.core.model.market.MarketPhase.OPEN;
import static io.tradecache.core.model.market.MarketPhase.PRE_MARKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.market.PhaseChange;
import io.tradecache.core.model.market.TradingSession;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NyseCalendarTest {

    private final NyseCalendar calendar = new NyseCalendar(2046);

    @ParameterizedTest
    @CsvSource({
        // January: New York is five hours behind UTC.
        "2026-01-14T08:59:59.999999999Z, CLOSED",
        "2026-01-14T09:00:00Z, PRE_MARKET",
        "2026-01-14T14:29:59.999999999Z, PRE_MARKET",
        "2026-01-14T14:30:00Z, OPEN",
        "2026-01-14T20:59:59.999999999Z, OPEN",
        "2026-01-14T21:00:00Z, AFTER_HOURS",
        "2026-01-15T00:59:59.999999999Z, AFTER_HOURS",
        "2026-01-15T01:00:00Z, CLOSED",
        // July: four hours.
        "2026-07-15T07:59:59.999999999Z, CLOSED",
        "2026-07-15T08:00:00Z, PRE_MARKET",
        "2026-07-15T13:29:59.999999999Z, PRE_MARKET",
        "2026-07-15T13:30:00Z, OPEN",
        "2026-07-15T19:59:59.999999999Z, OPEN",
        "2026-07-15T20:00:00Z, AFTER_HOURS",
        "2026-07-15T23:59:59.999999999Z, AFTER_HOURS",
        "2026-07-16T00:00:00Z, CLOSED"
    })
    void aPhaseBeginsAtItsFirstNanosecond(Instant at, MarketPhase phase) {
        assertThat(calendar.phaseAt(at)).isEqualTo(phase);
        assertThat(calendar.isOpen(at)).isEqualTo(phase == OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        // The day after Thanksgiving, and Christmas Eve.
        "2026-11-27T17:59:59.999999999Z, OPEN",
        "2026-11-27T18:00:00Z, AFTER_HOURS",
        "2026-11-27T21:59:59.999999999Z, AFTER_HOURS",
        "2026-11-27T22:00:00Z, CLOSED",
        "2026-12-24T17:59:59Z, OPEN",
        "2026-12-24T22:00:00Z, CLOSED",
        // The evening before a holiday is a usual one, although it is the holiday's date in UTC by then.
        "2026-11-26T00:30:00Z, AFTER_HOURS",
        "2026-11-26T15:00:00Z, CLOSED",
        // In Tokyo it is New Year's Day already.
        "2025-12-31T20:30:00Z, OPEN",
        "2026-01-01T00:30:00Z, AFTER_HOURS",
        "2026-01-01T01:00:00Z, CLOSED",
        // A Friday evening in New York is Saturday in UTC.
        "2026-06-13T00:30:00Z, CLOSED",
        "2026-06-12T23:30:00Z, AFTER_HOURS",
        "2026-01-10T00:30:00Z, AFTER_HOURS"
    })
    void afterHoursEndAtFiveWhenTheSessionEndedEarlyAndDatesAreNewYorks(Instant at, MarketPhase phase) {
        assertThat(calendar.phaseAt(at)).isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-20T21:00:00Z, 2026-02-23T14:30:00Z, 65.5",
        "2026-03-06T21:00:00Z, 2026-03-09T13:30:00Z, 64.5",
        "2026-10-30T20:00:00Z, 2026-11-02T14:30:00Z, 66.5",
        // Before 2007 the clocks changed in April.
        "2006-03-31T21:00:00Z, 2006-04-03T13:30:00Z, 64.5"
    })
    void aWeekendIsAsLongAsTheClocksMakeIt(Instant close, Instant open, double hours) {
        assertThat(calendar.previousClose(open)).contains(close);
        assertThat(calendar.nextOpen(close)).contains(open);
        assertThat(Duration.between(close, open).toMinutes() / 60.0).isEqualTo(hours);
    }

    @Test
    void whileEuropeHasChangedItsClocksAndAmericaHasNotTheMarketOpensByAmericas() {
        assertThat(opening("2025-03-07")).isEqualTo("2025-03-07T14:30:00Z");
        assertThat(opening("2025-03-10")).isEqualTo("2025-03-10T13:30:00Z");
        assertThat(opening("2025-10-31")).isEqualTo("2025-10-31T13:30:00Z");
        assertThat(opening("2025-11-03")).isEqualTo("2025-11-03T14:30:00Z");
    }

    @Test
    void whatIsNextIsLaterAndWhatIsPreviousMayBeNow() {
        Instant open = Instant.parse("2026-11-24T14:30:00Z");
        Instant close = Instant.parse("2026-11-24T21:00:00Z");

        assertThat(calendar.nextOpen(open)).contains(Instant.parse("2026-11-25T14:30:00Z"));
        assertThat(calendar.nextOpen(open.minusNanos(1))).contains(open);
        assertThat(calendar.previousOpen(open)).contains(open);
        assertThat(calendar.previousOpen(open.minusNanos(1))).contains(Instant.parse("2026-11-23T14:30:00Z"));
        assertThat(calendar.nextClose(open)).contains(close);
        assertThat(calendar.nextClose(close)).contains(Instant.parse("2026-11-25T21:00:00Z"));
        assertThat(calendar.previousClose(close)).contains(close);
        assertThat(calendar.nextChange(close))
                .contains(new PhaseChange(Instant.parse("2026-11-25T01:00:00Z"), AFTER_HOURS, CLOSED));
        assertThat(calendar.nextChange(close.minusNanos(1))).contains(new PhaseChange(close, OPEN, AFTER_HOURS));
    }

    @Test
    void theSessionOfAnInstantIsTheOneThatIsOnOrElseTheNext() {
        assertThat(calendar.sessionDateAt(Instant.parse("2026-11-25T09:00:00Z")))
                .isEqualTo("2026-11-25");
        assertThat(calendar.sessionDateAt(Instant.parse("2026-11-26T00:59:59Z")))
                .isEqualTo("2026-11-25");
        assertThat(calendar.sessionDateAt(Instant.parse("2026-11-26T01:00:00Z")))
                .isEqualTo("2026-11-27");
        assertThat(calendar.sessionDateAt(Instant.parse("2026-11-27T22:00:00Z")))
                .isEqualTo("2026-11-30");
        assertThat(calendar.sessionDateAt(Instant.parse("2026-11-30T08:59:59Z")))
                .isEqualTo("2026-11-30");
    }

    @Test
    void aSessionSaysAllOfItsTimes() {
        assertThat(calendar.session(LocalDate.parse("1996-01-08")))
                .contains(new TradingSession(
                        LocalDate.parse("1996-01-08"),
                        Instant.parse("1996-01-08T09:00:00Z"),
                        Instant.parse("1996-01-08T16:00:00Z"),
                        Instant.parse("1996-01-08T19:00:00Z"),
                        Instant.parse("1996-01-08T22:00:00Z"),
                        true,
                        true,
                        "Snowstorm"));
        assertThat(calendar.session(LocalDate.parse("1996-01-07"))).isEmpty();
    }

    @Test
    void sessionsAreThoseOfTheDaysBeforeTheEnd() {
        LocalDate wednesday = LocalDate.parse("2026-11-25");

        assertThat(calendar.sessions(wednesday, wednesday.plusDays(6)))
                .extracting(TradingSession::date)
                .containsExactly(wednesday, wednesday.plusDays(2), wednesday.plusDays(5));
        assertThat(calendar.sessions(wednesday, wednesday)).isEmpty();
        assertThat(calendar.sessions(wednesday.plusDays(1), wednesday)).isEmpty();
    }

    @Test
    void aClosureSaysWhy() {
        assertThat(calendar.closure(LocalDate.parse("2026-11-26")))
                .contains(new Closure(LocalDate.parse("2026-11-26"), "Thanksgiving Day", Closure.Kind.HOLIDAY));
        assertThat(calendar.closure(LocalDate.parse("2012-10-29")))
                .contains(new Closure(LocalDate.parse("2012-10-29"), "Hurricane Sandy", Closure.Kind.ONE_OFF));
        assertThat(calendar.closure(LocalDate.parse("2026-11-28")))
                .contains(new Closure(LocalDate.parse("2026-11-28"), "Weekend", Closure.Kind.WEEKEND));
        assertThat(calendar.closure(LocalDate.parse("2026-11-27"))).isEmpty();
    }

    @Test
    void aNewYearOnASaturdayIsNotObserved() {
        for (int year : new int[] {1994, 2000, 2005, 2011, 2022, 2028, 2033}) {
            assertThat(calendar.session(LocalDate.of(year - 1, 12, 31))).isPresent();
            assertThat(calendar.session(LocalDate.of(year, 1, 3))).isPresent();
        }
    }

    @Test
    void beyondItsDaysItAnswersNothingAndNamesThem() {
        assertThat(calendar.firstDate()).isEqualTo("1990-01-01");
        assertThat(calendar.lastDate()).isEqualTo("2046-12-31");
        assertThat(calendar.confirmedThrough()).isEqualTo("2028-12-31");
        assertThat(calendar.phaseAt(Instant.parse("1990-01-01T05:00:00Z"))).isEqualTo(CLOSED);
        assertThat(calendar.phaseAt(Instant.parse("2047-01-01T04:59:59Z"))).isEqualTo(CLOSED);
        assertBeyond(() -> calendar.phaseAt(Instant.parse("1990-01-01T04:59:59Z")));
        assertBeyond(() -> calendar.isOpen(Instant.parse("2047-01-01T05:00:00Z")));
        assertBeyond(() -> calendar.isOpen(Instant.MAX));
        assertBeyond(() -> calendar.isOpen(Instant.MIN));
        assertBeyond(() -> calendar.nextChange(Instant.parse("2047-01-01T04:00:00Z")));
        assertBeyond(() -> calendar.nextOpen(Instant.parse("2046-12-31T20:00:00Z")));
        assertBeyond(() -> calendar.previousOpen(Instant.parse("1990-01-02T10:00:00Z")));
        assertBeyond(() -> calendar.previousClose(Instant.parse("1990-01-02T15:00:00Z")));
        assertBeyond(() -> calendar.sessionDateAt(Instant.parse("2047-01-01T04:00:00Z")));
        assertBeyond(() -> calendar.session(LocalDate.of(2047, 1, 1)));
        assertBeyond(() -> calendar.closure(LocalDate.of(1989, 12, 31)));
        assertBeyond(() -> calendar.sessions(LocalDate.of(2046, 1, 1), LocalDate.of(2047, 1, 2)));
        assertThat(calendar.sessions(LocalDate.of(2046, 12, 31), LocalDate.of(2047, 1, 1)))
                .hasSize(1);
    }

    @Test
    void aMomentBeyondItsDaysCountsAsOpen() {
        Instant late = Instant.parse("2050-01-01T00:00:00Z");

        assertThat(calendar.moment(late)).isEqualTo(new MarketMoment(late, OPEN, null));
        assertThat(calendar.moment(Instant.parse("2026-11-24T13:00:00Z")))
                .isEqualTo(new MarketMoment(
                        Instant.parse("2026-11-24T13:00:00Z"), PRE_MARKET, Instant.parse("2026-11-24T14:30:00Z")));
    }

    @Test
    void itKnowsTwentyYearsAheadOfNewYorksPresent() {
        assertThat(NyseCalendar.at(Instant.parse("2027-01-01T04:59:59Z")).lastDate())
                .isEqualTo("2046-12-31");
        assertThat(NyseCalendar.at(Instant.parse("2027-01-01T05:00:00Z")).lastDate())
                .isEqualTo("2047-12-31");
        assertThatThrownBy(() -> new NyseCalendar(1989)).isInstanceOf(IllegalArgumentException.class);
    }

    private Instant opening(String date) {
        return calendar.session(LocalDate.parse(date)).orElseThrow().open();
    }

    private static void assertBeyond(Runnable question) {
        assertThatThrownBy(question::run)
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("1990-01-01 to 2046-12-31");
    }
}
