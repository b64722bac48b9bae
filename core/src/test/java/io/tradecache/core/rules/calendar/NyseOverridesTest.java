package io.tradecache.core.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.market.TradingSession;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class NyseOverridesTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);
    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 28);
    private static final LocalDate THANKSGIVING = LocalDate.of(2026, 11, 26);
    private static final LocalDate CARTER = LocalDate.of(2025, 1, 9);
    private static final LocalTime NINE_THIRTY = LocalTime.of(9, 30);
    private static final LocalTime FOUR = LocalTime.of(16, 0);

    private final NyseCalendar calendar = new NyseCalendar(2046);

    @Test
    void aDayIsClosed() {
        Instant noon = Instant.parse("2026-11-24T17:00:00Z");
        assertThat(calendar.isOpen(noon)).isTrue();

        calendar.override(List.of(MarketOverride.closed(TUESDAY, "Blackout")));

        assertThat(calendar.phaseAt(noon)).isEqualTo(MarketPhase.CLOSED);
        assertThat(calendar.session(TUESDAY)).isEmpty();
        assertThat(calendar.closure(TUESDAY)).contains(new Closure(TUESDAY, "Blackout", Closure.Kind.ONE_OFF));
        assertThat(calendar.nextOpen(noon)).contains(Instant.parse("2026-11-25T14:30:00Z"));
        assertThat(calendar.sessionDateAt(noon)).isEqualTo("2026-11-25");
    }

    @Test
    void aHolidayAndAWeekendAreOpened() {
        calendar.override(List.of(
                MarketOverride.hours(SATURDAY, NINE_THIRTY, FOUR, "Made up for"),
                MarketOverride.hours(THANKSGIVING, NINE_THIRTY, FOUR, "No thanks")));

        for (LocalDate date : List.of(SATURDAY, THANKSGIVING)) {
            TradingSession session = calendar.session(date).orElseThrow();
            assertThat(session.length()).hasMinutes(390);
            assertThat(session.earlyClose() || session.lateOpen()).isFalse();
            assertThat(calendar.closure(date)).isEmpty();
            assertThat(calendar.isOpen(session.open())).isTrue();
        }
        assertThat(calendar.sessions(TUESDAY, SATURDAY.plusDays(1))).hasSize(5);
    }

    @Test
    void aDayIsShortened() {
        calendar.override(List.of(MarketOverride.hours(TUESDAY, NINE_THIRTY, LocalTime.of(14, 30), "Snowstorm")));

        TradingSession session = calendar.session(TUESDAY).orElseThrow();
        assertThat(session.close()).isEqualTo("2026-11-24T19:30:00Z");
        assertThat(session.afterHoursEnd()).isEqualTo("2026-11-24T22:00:00Z");
        assertThat(session.earlyClose()).isTrue();
        assertThat(session.lateOpen()).isFalse();
    }

    @Test
    void aDayIsDelayed() {
        calendar.override(List.of(MarketOverride.hours(TUESDAY, LocalTime.of(11, 0), FOUR, "Computer trouble")));

        TradingSession session = calendar.session(TUESDAY).orElseThrow();
        assertThat(session.open()).isEqualTo("2026-11-24T16:00:00Z");
        assertThat(session.afterHoursEnd()).isEqualTo("2026-11-25T01:00:00Z");
        assertThat(session.lateOpen()).isTrue();
        assertThat(calendar.phaseAt(Instant.parse("2026-11-24T15:59:59Z"))).isEqualTo(MarketPhase.PRE_MARKET);
    }

    @Test
    void overridesWinOverTheOneOffsWhichWinOverTheRules() {
        LocalDate eve = LocalDate.of(1999, 12, 31);
        assertThat(calendar.session(CARTER)).isEmpty();
        assertThat(calendar.session(eve).orElseThrow().earlyClose()).isTrue();

        calendar.override(List.of(
                MarketOverride.hours(CARTER, NINE_THIRTY, FOUR, "Not so"),
                MarketOverride.closed(eve, "Not so either")));

        assertThat(calendar.session(CARTER)).isPresent();
        assertThat(calendar.closure(eve)).map(Closure::name).contains("Not so either");
    }

    @Test
    void overridesTakeThePlaceOfFormerOnes() {
        calendar.override(List.of(MarketOverride.closed(TUESDAY, "Blackout")));

        calendar.override(List.of());

        assertThat(calendar.session(TUESDAY)).isPresent();
    }

    @Test
    void whatTheCalendarDoesNotKnowIsOfNoEffect() {
        calendar.override(List.of(
                MarketOverride.closed(LocalDate.of(1929, 10, 29), "Crash"),
                MarketOverride.closed(LocalDate.of(2060, 1, 5), "Far away")));

        assertThat(calendar.sessions(calendar.firstDate(), calendar.lastDate().plusDays(1)))
                .isEqualTo(new NyseCalendar(2046)
                        .sessions(calendar.firstDate(), calendar.lastDate().plusDays(1)));
    }
}
