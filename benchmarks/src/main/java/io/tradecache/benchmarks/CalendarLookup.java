package io.tradecache.benchmarks;

import io.tradecache.core.model.market.PhaseChange;
import io.tradecache.core.rules.calendar.NyseCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Questions about the market, at instants of one minute as a server asks them and at instants of forty years, beside a
 * calendar that converts to wall clocks and looks the day up.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 20, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class CalendarLookup {

    private static final int INSTANTS = 1 << 12;
    private static final long SEED = 20_261_124;
    private static final Instant NOW = Instant.parse("2026-11-24T16:00:00Z");
    private static final Instant BEGIN = Instant.parse("1990-02-01T00:00:00Z");
    private static final Instant END = Instant.parse("2028-12-01T00:00:00Z");

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime NINE_THIRTY = LocalTime.of(9, 30);
    private static final LocalTime FOUR = LocalTime.of(16, 0);

    private final NyseCalendar calendar = new NyseCalendar(2046);
    private final Set<LocalDate> holidays = new HashSet<>();
    private final Instant[] near = new Instant[INSTANTS];
    private final Instant[] anywhere = new Instant[INSTANTS];

    /** Which instant is next, for each thread. */
    @State(Scope.Thread)
    public static class Turn {
        private int last;

        int next() {
            return ++last & (INSTANTS - 1);
        }
    }

    /** Chooses the instants. */
    @Setup(Level.Trial)
    public void choose() {
        Random random = new Random(SEED);
        for (int i = 0; i < INSTANTS; i++) {
            near[i] = NOW.plusMillis(random.nextInt(60_000));
            anywhere[i] =
                    BEGIN.plusSeconds((long) (random.nextDouble() * (END.getEpochSecond() - BEGIN.getEpochSecond())));
        }
        LocalDate.of(1990, 1, 1).datesUntil(LocalDate.of(2029, 1, 1)).forEach(date -> {
            if (calendar.session(date).isEmpty()) {
                holidays.add(date);
            }
        });
    }

    /** Whether the market is open about now. */
    @Benchmark
    public boolean isOpenNearNow(Turn turn) {
        return calendar.isOpen(near[turn.next()]);
    }

    /** Whether it was open at any time. */
    @Benchmark
    public boolean isOpenAnywhere(Turn turn) {
        return calendar.isOpen(anywhere[turn.next()]);
    }

    /** When it opens next, about now. */
    @Benchmark
    public Optional<Instant> nextOpenNearNow(Turn turn) {
        return calendar.nextOpen(near[turn.next()]);
    }

    /** When it opened next, at any time. */
    @Benchmark
    public Optional<Instant> nextOpenAnywhere(Turn turn) {
        return calendar.nextOpen(anywhere[turn.next()]);
    }

    /** When its phase changes next, about now. */
    @Benchmark
    public Optional<PhaseChange> nextChangeNearNow(Turn turn) {
        return calendar.nextChange(near[turn.next()]);
    }

    /** When its phase changed next, at any time. */
    @Benchmark
    public Optional<PhaseChange> nextChangeAnywhere(Turn turn) {
        return calendar.nextChange(anywhere[turn.next()]);
    }

    /** Whether it is open about now, by wall clocks; early closes are left out, in its favour. */
    @Benchmark
    public boolean isOpenNaive(Turn turn) {
        return isOpenByWallClocks(near[turn.next()]);
    }

    /** Whether it was open at any time, likewise. */
    @Benchmark
    public boolean isOpenNaiveAnywhere(Turn turn) {
        return isOpenByWallClocks(anywhere[turn.next()]);
    }

    private boolean isOpenByWallClocks(Instant at) {
        ZonedDateTime local = at.atZone(NEW_YORK);
        LocalDate date = local.toLocalDate();
        if (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 || holidays.contains(date)) {
            return false;
        }
        LocalTime time = local.toLocalTime();
        return !time.isBefore(NINE_THIRTY) && time.isBefore(FOUR);
    }
}
