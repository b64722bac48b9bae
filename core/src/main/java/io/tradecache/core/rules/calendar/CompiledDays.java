package io.tradecache.core.rules.calendar;

import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.MarketPhase;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every day of a calendar, decided once, so that no rule runs when something is asked. Immutable.
 *
 * @param transitions the phases one after another
 * @param sessions the sessions by date
 * @param closures the days without a session that are not just weekends
 */
record CompiledDays(Transitions transitions, SessionTable sessions, Map<LocalDate, Closure> closures) {

    private static final int CHANGES_OF_A_SESSION = 4;

    /** Decides all days from the first through the last. */
    static CompiledDays of(NyseDays rules, LocalDate firstDate, LocalDate lastDate, ZoneId zone) {
        Compiler compiler = new Compiler(rules, firstDate, lastDate, zone);
        firstDate.datesUntil(lastDate.plusDays(1)).forEach(compiler::add);
        return compiler.compiled();
    }

    /** Why a day that is known has no session; empty when it has one. */
    Optional<Closure> closure(LocalDate date) {
        if (sessions.on(date).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(closures.getOrDefault(date, new Closure(date, "Weekend", Closure.Kind.WEEKEND)));
    }

    /** Collects days in ascending order. Not thread-safe. */
    private static final class Compiler {
        private final NyseDays rules;
        private final LocalDate firstDate;
        private final LocalDate lastDate;
        private final ZoneId zone;
        private final Map<LocalDate, Closure> closures = new HashMap<>();
        private final int[] days;
        private final int[] openings;
        private final BitSet early = new BitSet();
        private final BitSet late = new BitSet();
        private final Map<LocalDate, String> names = new HashMap<>();
        private final long[] bounds;
        private final byte[] phases;
        private int sessions;
        private int count;

        Compiler(NyseDays rules, LocalDate firstDate, LocalDate lastDate, ZoneId zone) {
            this.rules = rules;
            this.firstDate = firstDate;
            this.lastDate = lastDate;
            this.zone = zone;
            int most = (int) (lastDate.toEpochDay() - firstDate.toEpochDay() + 1);
            days = new int[most];
            openings = new int[most];
            bounds = new long[CHANGES_OF_A_SESSION * most + 2];
            phases = new byte[CHANGES_OF_A_SESSION * most + 1];
            phases[0] = Transitions.number(MarketPhase.CLOSED);
            bounds[count++] = midnight(firstDate);
        }

        void add(LocalDate date) {
            Optional<Closure> closure = rules.closure(date);
            if (closure.isPresent()) {
                if (closure.get().kind() != Closure.Kind.WEEKEND) {
                    closures.put(date, closure.get());
                }
                return;
            }
            NyseDays.Hours hours = rules.hours(date);
            NyseHours usual = hours.usual();
            days[sessions] = (int) date.toEpochDay();
            early.set(sessions, hours.close().isBefore(usual.close()));
            late.set(sessions, hours.open().isAfter(usual.open()));
            if (hours.name() != null) {
                names.put(date, hours.name());
            }
            // Clocks change on Sundays at two, so this offset holds from the first trade of a day to the last.
            ZoneOffset offset = zone.getRules().getOffset(date.atTime(hours.open()));
            begin(MarketPhase.PRE_MARKET, date, usual.preMarketOpen(), offset);
            openings[sessions++] = count;
            begin(MarketPhase.OPEN, date, hours.open(), offset);
            begin(MarketPhase.AFTER_HOURS, date, hours.close(), offset);
            begin(MarketPhase.CLOSED, date, usual.endAfter(hours.close()), offset);
        }

        CompiledDays compiled() {
            bounds[count] = midnight(lastDate.plusDays(1));
            Transitions transitions = new Transitions(
                    firstDate, lastDate, Arrays.copyOf(bounds, count + 1), Arrays.copyOf(phases, count));
            SessionTable table = new SessionTable(
                    transitions,
                    Arrays.copyOf(days, sessions),
                    Arrays.copyOf(openings, sessions),
                    early,
                    late,
                    Map.copyOf(names));
            return new CompiledDays(transitions, table, Map.copyOf(closures));
        }

        private void begin(MarketPhase phase, LocalDate date, LocalTime time, ZoneOffset offset) {
            bounds[count] = date.toEpochSecond(time, offset);
            phases[count++] = Transitions.number(phase);
        }

        private long midnight(LocalDate date) {
            return date.atStartOfDay(zone).toEpochSecond();
        }
    }
}
