package io.tradecache.core.rules.calendar;

import io.tradecache.core.model.market.TradingSession;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The sessions of a market by their dates. Each is kept as the place of its opening among the transitions, around which its
 * other changes are. Immutable.
 */
final class SessionTable {

    private final Transitions transitions;
    private final int[] days;
    private final int[] openings;
    private final BitSet early;
    private final BitSet late;
    private final Map<LocalDate, String> names;

    /**
     * Keeps the sessions.
     *
     * @param transitions the changes of all sessions
     * @param days their dates as days of the epoch, in ascending order
     * @param openings which phase is the regular session of each
     * @param early which of them end early
     * @param late which of them begin late
     * @param names of those whose hours are theirs alone
     */
    SessionTable(
            Transitions transitions,
            int[] days,
            int[] openings,
            BitSet early,
            BitSet late,
            Map<LocalDate, String> names) {
        this.transitions = transitions;
        this.days = days;
        this.openings = openings;
        this.early = early;
        this.late = late;
        this.names = names;
    }

    Optional<TradingSession> on(LocalDate date) {
        int found = Arrays.binarySearch(days, (int) date.toEpochDay());
        return found < 0 ? Optional.empty() : Optional.of(session(found));
    }

    List<TradingSession> between(LocalDate from, LocalDate to) {
        return IntStream.range(firstFrom(from), firstFrom(to))
                .mapToObj(this::session)
                .toList();
    }

    /** The date of the session that a phase belongs to, or of the next one; empty behind the last. */
    Optional<LocalDate> dateOf(int phase) {
        // The third change after trading began ends the session: from the phase behind it on, the next one counts.
        int found = Arrays.binarySearch(openings, phase - 1);
        int index = found >= 0 ? found : -found - 1;
        return index == days.length ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(days[index]));
    }

    private int firstFrom(LocalDate date) {
        int found = Arrays.binarySearch(days, (int) date.toEpochDay());
        return found >= 0 ? found : -found - 1;
    }

    private TradingSession session(int index) {
        int opening = openings[index];
        LocalDate date = LocalDate.ofEpochDay(days[index]);
        return new TradingSession(
                date,
                transitions.beginning(opening - 1),
                transitions.beginning(opening),
                transitions.beginning(opening + 1),
                transitions.beginning(opening + 2),
                early.get(index),
                late.get(index),
                names.get(date));
    }
}
