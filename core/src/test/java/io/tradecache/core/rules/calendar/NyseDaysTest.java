package io.tradecache.core.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.TradingSession;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calendar beside a listing that was compared with two other programs and with what the exchange announced. */
class NyseDaysTest {

    private static final LocalTime NINE_THIRTY = LocalTime.of(9, 30);
    private static final LocalTime FOUR = LocalTime.of(16, 0);

    private final NyseCalendar calendar = new NyseCalendar(2046);

    @Test
    void everyUnusualDayFrom1990To2028IsListedAndEveryOtherWeekdayIsAUsualSession() {
        List<String> unusual = new ArrayList<>();
        LocalDate end = LocalDate.of(ListedDay.LAST_YEAR + 1, 1, 1);

        LocalDate.of(ListedDay.FIRST_YEAR, 1, 1).datesUntil(end).forEach(date -> {
            calendar.closure(date)
                    .filter(closure -> closure.kind() != Closure.Kind.WEEKEND)
                    .ifPresent(closure -> unusual.add(date + " closed " + closure.name()));
            calendar.session(date).map(NyseDaysTest::hours).ifPresent(hours -> {
                if (!hours.equals(NINE_THIRTY + "-" + FOUR)) {
                    unusual.add(date + " " + hours);
                }
            });
        });

        assertThat(unusual)
                .containsExactlyElementsOf(
                        ListedDay.all().stream().map(NyseDaysTest::listed).toList());
    }

    @Test
    void aSessionSaysWhetherItBeginsLateOrEndsEarly() {
        for (ListedDay day : ListedDay.all()) {
            if (!day.isClosed()) {
                TradingSession session = calendar.session(day.date()).orElseThrow();
                assertThat(session.lateOpen())
                        .as(day.toString())
                        .isEqualTo(day.open().isAfter(NINE_THIRTY));
                assertThat(session.earlyClose())
                        .as(day.toString())
                        .isEqualTo(day.close().isBefore(FOUR));
            }
        }
    }

    @Test
    void aDayHasEitherASessionOrAClosure() {
        calendar.firstDate()
                .datesUntil(calendar.lastDate().plusDays(1))
                .forEach(date -> assertThat(calendar.session(date).isPresent())
                        .as(date.toString())
                        .isNotEqualTo(calendar.closure(date).isPresent()));
    }

    @Test
    void aYearHasAboutTwoHundredAndFiftySessions() {
        for (int year = 1990; year <= 2046; year++) {
            assertThat(calendar.sessions(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)))
                    .as("sessions of " + year)
                    .hasSizeBetween(248, 254);
        }
        assertThat(calendar.sessions(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)))
                .hasSize(251);
    }

    private static String listed(ListedDay day) {
        return day.date() + (day.isClosed() ? " closed " + day.name() : " " + day.open() + "-" + day.close());
    }

    private static String hours(TradingSession session) {
        return session.open().atZone(NaiveCalendar.NEW_YORK).toLocalTime() + "-"
                + session.close().atZone(NaiveCalendar.NEW_YORK).toLocalTime();
    }
}
