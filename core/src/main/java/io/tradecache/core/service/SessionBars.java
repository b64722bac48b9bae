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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The daily bars of the sessions that are on, made from the prices of the regular session as they come, on the node that
 * keeps prices fresh. They are kept once a minute, and as complete when the session's last prices are in. Another leader
 * goes on from what was kept. Thread-safe.
 */
final class SessionBars {

    private static final Logger LOG = System.getLogger(SessionBars.class.getName());
    private static final Duration BETWEEN_KEEPINGS = Duration.ofMinutes(1);

    /** What was traded longer ago does not change any more. */
    private static final int DAYS_BACK = 5;

    /** After the close, and what comes with it, nothing more is expected. */
    private static final Duration SETTLED = RefreshPolicy.CLOSE_GRACE.multipliedBy(2);

    private final PriceHistory history;
    private final MarketCalendar calendar;
    private final LivePrices live;
    private final Map<Place, DailyBar> bars = new HashMap<>();
    private final Set<Place> changed = new HashSet<>();

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

    /** Begins to follow the prices that are published. */
    synchronized void begin() {
        bars.clear();
        changed.clear();
        resumed.clear();
        kept = Instant.MIN;
        following = live.follow(ticks -> ticks.stream().map(PriceTick::quote).forEach(this::add));
    }

    /** Counts a price in; one that was stated outside the regular session is not part of any bar. */
    synchronized void add(Quote quote) {
        LocalDate date = sessionOf(quote.asOf());
        if (date != null) {
            Place place = new Place(quote.symbol(), date);
            long volume = quote.volume() == null ? 0 : quote.volume();
            DailyBar one = new DailyBar(
                    quote.symbol(), date, quote.price(), quote.price(), quote.price(), quote.price(), volume, false);
            bars.merge(place, one, SessionBars::joined);
            changed.add(place);
        }
    }

    /** Keeps what changed, if it is time, and completes the bars of sessions that are over. */
    synchronized void keep(Instant now, Set<Symbol> wanted) {
        resume(wanted, now);
        boolean over = bars.values().stream().anyMatch(bar -> isToBeCompleted(bar, now));
        if (over || !now.isBefore(kept.plus(BETWEEN_KEEPINGS))) {
            save(now);
        }
    }

    /** Keeps everything now, and follows no prices any more. */
    synchronized void end(Instant now) {
        if (following != null) {
            following.close();
            following = null;
        }
        save(now);
    }

    private void save(Instant now) {
        kept = now;
        LocalDate oldest = LocalDate.ofInstant(now, calendar.zone()).minusDays(DAYS_BACK);
        bars.keySet().removeIf(place -> place.date.isBefore(oldest));
        changed.retainAll(bars.keySet());
        List<DailyBar> due = new ArrayList<>();
        bars.forEach((place, bar) -> {
            if (isToBeCompleted(bar, now)) {
                due.add(completed(bar));
            } else if (changed.contains(place) && resumed.contains(place.symbol)) {
                due.add(bar);
            }
        });
        if (due.isEmpty()) {
            return;
        }
        try {
            history.save(due);
            due.forEach(bar -> {
                Place place = new Place(bar.symbol(), bar.date());
                bars.put(place, bar);
                changed.remove(place);
            });
        } catch (PortException e) {
            LOG.log(Level.WARNING, "{0} daily bars could not be kept yet: {1}", due.size(), e.getMessage());
        }
    }

    private void resume(Set<Symbol> wanted, Instant now) {
        List<Symbol> fresh =
                wanted.stream().filter(symbol -> !resumed.contains(symbol)).toList();
        if (fresh.isEmpty()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(now, calendar.zone());
        try {
            Collection<List<DailyBar>> found = history.bars(fresh, today.minusDays(DAYS_BACK), today.plusDays(2))
                    .values();
            found.stream().flatMap(List::stream).forEach(bar -> {
                Place place = new Place(bar.symbol(), bar.date());
                bars.merge(place, bar, (later, earlier) -> joined(earlier, later));
            });
            resumed.addAll(fresh);
        } catch (PortException e) {
            LOG.log(Level.WARNING, "the daily bars so far are not to be had yet: {0}", e.getMessage());
        }
    }

    private @Nullable LocalDate sessionOf(Instant at) {
        try {
            LocalDate date = calendar.sessionDateAt(at);
            return calendar.session(date)
                    .filter(session -> !at.isBefore(session.open())
                            && at.isBefore(session.close().plus(RefreshPolicy.CLOSE_GRACE)))
                    .map(TradingSession::date)
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean isToBeCompleted(DailyBar bar, Instant now) {
        return !bar.complete() && resumed.contains(bar.symbol()) && isOver(bar.date(), now);
    }

    private boolean isOver(LocalDate date, Instant now) {
        return calendar.session(date)
                .map(session -> !now.isBefore(session.close().plus(SETTLED)))
                .orElse(true);
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
