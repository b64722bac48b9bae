package io.tradecache.core.rules.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.market.PhaseChange;
import io.tradecache.core.model.market.TradingSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds at every instant, wherever the program runs. */
class NyseCalendarPropertiesTest {

    private static final long SEED = 20_261_124;
    private static final Instant BEGIN = Instant.parse("1990-02-01T05:00:00Z");
    private static final Instant END = Instant.parse("2028-12-29T05:00:00Z");

    private final TimeZone zone = TimeZone.getDefault();
    private final Random random = new Random(SEED);

    @AfterEach
    void restoreTheZone() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Apia", "Asia/Tokyo"})
    void itSaysWhatTheNaiveCalendarSays(String place) {
        TimeZone.setDefault(TimeZone.getTimeZone(place));
        NyseCalendar calendar = new NyseCalendar(2046);
        NaiveCalendar naive = new NaiveCalendar();

        for (int i = 0; i < 200_000; i++) {
            Instant at = instant();
            assertThat(calendar.phaseAt(at)).as("at " + at).isEqualTo(naive.phaseAt(at));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Apia", "Asia/Tokyo"})
    void itChangesWhenTheNaiveCalendarChanges(String place) {
        TimeZone.setDefault(TimeZone.getTimeZone(place));
        NyseCalendar calendar = new NyseCalendar(2046);
        NaiveCalendar naive = new NaiveCalendar();

        for (PhaseChange change : changes(calendar)) {
            assertThat(naive.phaseAt(change.at().minusNanos(1)))
                    .as("before " + change)
                    .isEqualTo(change.from());
            assertThat(naive.phaseAt(change.at())).as("at " + change).isEqualTo(change.to());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Apia", "Asia/Tokyo"})
    void theChainOfChangesVisitsEachChangeOfEachSessionOnce(String place) {
        TimeZone.setDefault(TimeZone.getTimeZone(place));
        NyseCalendar calendar = new NyseCalendar(2046);
        List<PhaseChange> expected = new ArrayList<>();
        for (TradingSession session : calendar.sessions(LocalDate.of(1990, 2, 1), LocalDate.of(2028, 12, 29))) {
            expected.add(new PhaseChange(session.preMarketOpen(), MarketPhase.CLOSED, MarketPhase.PRE_MARKET));
            expected.add(new PhaseChange(session.open(), MarketPhase.PRE_MARKET, MarketPhase.OPEN));
            expected.add(new PhaseChange(session.close(), MarketPhase.OPEN, MarketPhase.AFTER_HOURS));
            expected.add(new PhaseChange(session.afterHoursEnd(), MarketPhase.AFTER_HOURS, MarketPhase.CLOSED));
        }

        assertThat(changes(calendar)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Apia", "Asia/Tokyo"})
    void anInstantIsBetweenWhatIsPreviousAndWhatIsNext(String place) {
        TimeZone.setDefault(TimeZone.getTimeZone(place));
        NyseCalendar calendar = new NyseCalendar(2046);

        for (int i = 0; i < 50_000; i++) {
            Instant at = instant();
            Instant nextOpen = calendar.nextOpen(at).orElseThrow();
            Instant nextClose = calendar.nextClose(at).orElseThrow();
            Instant previousOpen = calendar.previousOpen(at).orElseThrow();
            Instant previousClose = calendar.previousClose(at).orElseThrow();
            assertThat(previousOpen).isBeforeOrEqualTo(at);
            assertThat(previousClose).isBeforeOrEqualTo(at);
            assertThat(nextOpen).isAfter(at);
            assertThat(nextClose).isAfter(at);
            assertThat(calendar.nextOpen(nextOpen.minusNanos(1))).contains(nextOpen);
            assertThat(calendar.previousOpen(nextOpen)).contains(nextOpen);
            assertThat(calendar.previousClose(nextClose)).contains(nextClose);
            assertThat(calendar.isOpen(at)).as("at " + at).isEqualTo(previousOpen.isAfter(previousClose));
            assertThat(calendar.isOpen(at)).as("at " + at).isEqualTo(nextClose.isBefore(nextOpen));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Apia", "Asia/Tokyo"})
    void theSessionOfAnInstantIsTheFirstThatIsNotOver(String place) {
        TimeZone.setDefault(TimeZone.getTimeZone(place));
        NyseCalendar calendar = new NyseCalendar(2046);

        for (int i = 0; i < 50_000; i++) {
            Instant at = instant();
            LocalDate date = calendar.sessionDateAt(at);
            assertThat(calendar.session(date).orElseThrow().afterHoursEnd()).isAfter(at);
            List<TradingSession> before = calendar.sessions(date.minusDays(8), date);
            assertThat(before.get(before.size() - 1).afterHoursEnd()).isBeforeOrEqualTo(at);
        }
    }

    private Instant instant() {
        long second =
                BEGIN.getEpochSecond() + (long) (random.nextDouble() * (END.getEpochSecond() - BEGIN.getEpochSecond()));
        // Every other one is at a full half hour, where most changes are, or a nanosecond before it.
        if (random.nextBoolean()) {
            return Instant.ofEpochSecond(second - second % 1_800).minusNanos(random.nextInt(2));
        }
        return Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
    }

    private static List<PhaseChange> changes(NyseCalendar calendar) {
        List<PhaseChange> changes = new ArrayList<>();
        Instant at = BEGIN;
        while (true) {
            PhaseChange next = calendar.nextChange(at).orElseThrow();
            if (!next.at().isBefore(END)) {
                return changes;
            }
            changes.add(next);
            at = next.at();
        }
    }
}
