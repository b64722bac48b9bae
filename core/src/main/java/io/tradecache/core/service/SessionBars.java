package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.market.TradingSession;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.core.rules.RefreshPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The daily bars of the sessions that are on, made from the prices of the regular session as they come, on the node that
 * keeps prices fresh. They are kept once a minute. When the session's last prices are in, a bar is complete if it has
 * prices from the beginning of the session to its end; one that was begun late, or left early, stays incomplete. Another
 * leader goes on from what was kept. The database is never waited for under the lock, which the bus needs. Thread-safe.
 */
final class SessionBars {

    private static final Logger LOG = System.getLogger(SessionBars.class.getName());
    private static final Duration BETWEEN_KEEPINGS = Duration.ofMinutes(1);

    /** A bar's first price is from so early in the session, and its last from so late, or it does not show all of it. */
    private static final Duration EDGE = Duration.ofMinutes(5);

    /** What was traded longer ago does not change any more. */
    private static final int DAYS_BACK = 5;

    /** After the close, and what comes with it, nothing more is expected. */
    private static final Duration SETTLED = RefreshPolicy.CLOSE_GRACE.multipliedBy(2);

    private final PriceHistory history;
    private final MarketCalendar calendar;
    private final LivePrices live;
    private final Map<Place, Progress> bars = new HashMap<>();

    /** Whose bars of an earlier leader are counted in. */
    private final Set<Symbol> resumed = new HashSet<>();

    private EventBus.@Nullable Subscription following;
    private Instant kept = Instant.MIN;

    SessionBars(PriceHistory history, MarketCalendar calendar, LivePrices live) {
        this.history = history;
        this.calendar = calendar;
        this.live = live;
    }

    private record Place(Symbol symbol, LocalDate date) {}

    /** A bar, when its prices were made, and whether it changed since it was kept. */
    private record Progress(DailyBar bar, Instant first, Instant last, boolean changed) {

        Progress and(DailyBar later, Instant at) {
            return bar.complete()
                    ? this
                    : new Progress(
                            joined(bar, later), first.isBefore(at) ? first : at, at.isAfter(last) ? at : last, true);
        }

        Progress kept(DailyBar asKept) {
            return new Progress(asKept, first, last, false);
        }
    }

    /** Begins to follow the prices that are published. */
    synchronized void begin() {
        bars.clear();
        resumed.clear();
        kept = Instant.MIN;
        following = live.follow(ticks -> ticks.stream().map(PriceTick::quote).forEach(this::add));
    }

    /** Counts a price in; one that was made outside the regular session is not part of any bar. */
    synchronized void add(Quote quote) {
        Instant at = quote.tradedAt() == null ? quote.asOf() : quote.tradedAt();
        TradingSession session = sessionOf(at);
        if (session != null) {
            long volume = quote.volume() == null ? 0 : quote.volume();
            BigDecimal price = quote.price();
            DailyBar one = new DailyBar(quote.symbol(), session.date(), price, price, price, price, volume, false);
            bars.compute(
                    new Place(quote.symbol(), session.date()),
                    (place, known) -> known == null ? new Progress(one, at, at, true) : known.and(one, at));
        }
    }

    /** Keeps what changed, if it is time, and completes the bars of sessions that are over. */
    void keep(Instant now, Set<Symbol> wanted) {
        resume(wanted, now);
        if (isTime(now)) {
            save(now);
        }
    }

    /** Keeps everything now, and follows no prices any more. */
    void end(Instant now) {
        synchronized (this) {
            if (following != null) {
                following.close();
                following = null;
            }
        }
        save(now);
    }

    private synchronized boolean isTime(Instant now) {
        return !now.isBefore(kept.plus(BETWEEN_KEEPINGS))
                || bars.values().stream().anyMatch(progress -> isToBeCompleted(progress, now));
    }

    private void save(Instant now) {
        Map<Place, DailyBar> due = due(now);
        if (due.isEmpty()) {
            return;
        }
        try {
            history.save(due.values());
            markKept(due);
        } catch (PortException e) {
            LOG.log(Level.WARNING, "{0} daily bars could not be kept yet: {1}", due.size(), e.getMessage());
        }
    }

    private synchronized Map<Place, DailyBar> due(Instant now) {
        kept = now;
        LocalDate oldest = LocalDate.ofInstant(now, calendar.zone()).minusDays(DAYS_BACK);
        bars.keySet().removeIf(place -> place.date.isBefore(oldest));
        Map<Place, DailyBar> due = new HashMap<>();
        bars.forEach((place, progress) -> {
            if (isToBeCompleted(progress, now)) {
                due.put(place, completed(progress.bar));
            } else if (progress.changed && resumed.contains(place.symbol)) {
                due.put(place, progress.bar);
            }
        });
        return due;
    }

    /** What came in meanwhile is kept the next time. */
    private synchronized void markKept(Map<Place, DailyBar> due) {
        due.forEach((place, bar) -> bars.computeIfPresent(
                place, (same, progress) -> bar.complete() || progress.bar.equals(bar) ? progress.kept(bar) : progress));
    }

    private void resume(Set<Symbol> wanted, Instant now) {
        List<Symbol> fresh = notResumed(wanted);
        if (fresh.isEmpty()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(now, calendar.zone());
        try {
            Collection<List<DailyBar>> found = history.bars(fresh, today.minusDays(DAYS_BACK), today.plusDays(2))
                    .values();
            countIn(fresh, found.stream().flatMap(List::stream).toList());
        } catch (PortException e) {
            LOG.log(Level.WARNING, "the daily bars so far are not to be had yet: {0}", e.getMessage());
        }
    }

    private synchronized List<Symbol> notResumed(Set<Symbol> wanted) {
        return wanted.stream().filter(symbol -> !resumed.contains(symbol)).toList();
    }

    /** Nobody can tell any more when the prices of an earlier leader's bar were made, but that it was begun in time. */
    private synchronized void countIn(List<Symbol> symbols, List<DailyBar> earlier) {
        for (DailyBar bar : earlier) {
            bars.merge(
                    new Place(bar.symbol(), bar.date()),
                    new Progress(bar, Instant.MIN, Instant.MIN, false),
                    (later, kept) -> kept.and(later.bar, later.last));
        }
        resumed.addAll(symbols);
    }

    private @Nullable TradingSession sessionOf(Instant at) {
        try {
            return calendar.session(calendar.sessionDateAt(at))
                    .filter(session -> !at.isBefore(session.open())
                            && at.isBefore(session.close().plus(SETTLED)))
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean isToBeCompleted(Progress progress, Instant now) {
        DailyBar bar = progress.bar;
        return !bar.complete()
                && resumed.contains(bar.symbol())
                && calendar.session(bar.date())
                        .filter(session -> !now.isBefore(session.close().plus(SETTLED)))
                        .filter(session -> !progress.first.isAfter(
                                        session.open().plus(EDGE))
                                && !progress.last.isBefore(session.close().minus(EDGE)))
                        .isPresent();
    }

    private static DailyBar joined(DailyBar earlier, DailyBar later) {
        return new DailyBar(
                earlier.symbol(),
                earlier.date(),
                earlier.open(),
                earlier.high().max(later.high()),
                earlier.low().min(later.low()),
                later.close(),
                Math.max(earlier.volume(), later.volume()),
                false);
    }

    private static DailyBar completed(DailyBar bar) {
        return new DailyBar(
                bar.symbol(), bar.date(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), true);
    }
}
