package io.tradecache.core.rules.calendar;

import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.market.PhaseChange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The phases of a market one after another, from the first day that its calendar knows through the last. A lookup
 * allocates nothing, and one near the lookup before it does not even search. Thread-safe.
 */
final class Transitions {

    /** What the numbers of phases stand for, each for the phase at its place. */
    private static final List<MarketPhase> PHASES = List.of(MarketPhase.values());

    private static final byte OPEN = number(MarketPhase.OPEN);
    private static final long DAY = 86_400;

    private final LocalDate firstDate;
    private final LocalDate lastDate;

    /** Where each phase begins, in seconds of the epoch, and last where the last one ends. */
    private final long[] bounds;

    private final byte[] phases;

    /** Which phase it is when each 24 hours begin, so that a lookup anywhere has a few phases to look at and no search. */
    private final int[] daily;

    /** Where the last lookup was. Threads may overwrite it for each other, since none trusts it unchecked. */
    private int remembered;

    /**
     * Lays the phases out.
     *
     * @param firstDate the first day, for messages
     * @param lastDate the last day, likewise
     * @param bounds where each phase begins, in ascending order, and where the last one ends
     * @param phases their numbers; no two neighbours are the same
     */
    Transitions(LocalDate firstDate, LocalDate lastDate, long[] bounds, byte[] phases) {
        this.firstDate = firstDate;
        this.lastDate = lastDate;
        this.bounds = bounds;
        this.phases = phases;
        this.daily = daily(bounds);
    }

    /** How a phase is noted in the array. */
    static byte number(MarketPhase phase) {
        return (byte) PHASES.indexOf(phase);
    }

    MarketPhase phaseAt(Instant at) {
        return PHASES.get(phases[indexAt(at)]);
    }

    boolean isOpen(Instant at) {
        return phases[indexAt(at)] == OPEN;
    }

    PhaseChange nextChange(Instant after) {
        int next = indexAt(after) + 1;
        if (next == phases.length) {
            throw beyond(after);
        }
        return new PhaseChange(beginning(next), PHASES.get(phases[next - 1]), PHASES.get(phases[next]));
    }

    Instant nextOpen(Instant after) {
        return change(after, indexAt(after) + 1, 1, 0);
    }

    Instant nextClose(Instant after) {
        return change(after, indexAt(after) + 1, 1, 1);
    }

    Instant previousOpen(Instant at) {
        return change(at, indexAt(at), -1, 0);
    }

    Instant previousClose(Instant at) {
        return change(at, indexAt(at), -1, 1);
    }

    /** Which phase it is at an instant, counted from 0. All changes are at whole seconds. */
    int indexAt(Instant at) {
        long second = at.getEpochSecond();
        int last = remembered;
        if (bounds[last] <= second && second < bounds[last + 1]) {
            return last;
        }
        if (second < bounds[0] || second >= bounds[phases.length]) {
            throw beyond(at);
        }
        int index = daily[(int) ((second - bounds[0]) / DAY)];
        while (bounds[index + 1] <= second) {
            index++;
        }
        remembered = index;
        return index;
    }

    /** When the phase of an index begins. */
    Instant beginning(int index) {
        return Instant.ofEpochSecond(bounds[index]);
    }

    /** The first change that opens the regular session, or that ends it, when the phase to look at lies one back. */
    private Instant change(Instant asked, int from, int step, int back) {
        for (int i = from; i > 0 && i < phases.length; i += step) {
            if (phases[i - back] == OPEN) {
                return beginning(i);
            }
        }
        throw beyond(asked);
    }

    private static int[] daily(long[] bounds) {
        int[] daily = new int[(int) ((bounds[bounds.length - 1] - bounds[0]) / DAY) + 1];
        int index = 0;
        for (int day = 0; day < daily.length; day++) {
            while (index < bounds.length - 2 && bounds[index + 1] <= bounds[0] + day * DAY) {
                index++;
            }
            daily[day] = index;
        }
        return daily;
    }

    private DateTimeException beyond(Instant asked) {
        return new DateTimeException(
                asked + " asks beyond the days that the calendar knows, " + firstDate + " to " + lastDate);
    }
}
