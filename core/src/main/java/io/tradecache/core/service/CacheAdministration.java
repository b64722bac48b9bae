package io.tradecache.core.service;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.KeyListing;
import io.tradecache.core.model.cache.KeyPattern;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.StoredEntry;
import io.tradecache.core.model.portfolio.PortfolioSummary;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.port.CacheInspection;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** What administrators do with the cache: look, forget, and warm. Thread-safe. */
public final class CacheAdministration {

    /** By which what was warmed on demand is told from what other jobs warm. */
    private static final String JOB = "admin";

    private final CacheInspection inspection;
    private final CacheInvalidator invalidator;
    private final PortfolioService portfolios;
    private final WatchlistService watchlists;
    private final Telemetry telemetry;

    /**
     * Wires the service.
     *
     * @param inspection looks into the cache
     * @param invalidator makes it forget
     * @param portfolios the read path of portfolios
     * @param watchlists the read path of watchlists
     * @param telemetry what is counted
     */
    public CacheAdministration(
            CacheInspection inspection,
            CacheInvalidator invalidator,
            PortfolioService portfolios,
            WatchlistService watchlists,
            Telemetry telemetry) {
        this.inspection = inspection;
        this.invalidator = invalidator;
        this.portfolios = portfolios;
        this.watchlists = watchlists;
        this.telemetry = telemetry;
    }

    /**
     * What warming did.
     *
     * @param entries how many entries are in the cache now because of it, those that were there already included
     * @param complete whether everything was warmed that was asked for
     */
    public record Warmed(int entries, boolean complete) {}

    /**
     * The keys under which values are. Only tradecache's own are shown: neither its housekeeping nor what another program
     * keeps in the same place.
     *
     * @param pattern which keys
     * @param limit how many at most; above zero
     * @return the keys
     */
    public KeyListing keys(KeyPattern pattern, int limit) {
        return inspection.keys(pattern, key -> CacheKeys.parse(key).isPresent(), limit);
    }

    /**
     * What is under a key.
     *
     * @param key the text of a key
     * @return empty when it is none of tradecache's keys, or nothing is there
     */
    public Optional<StoredEntry> entry(String key) {
        return CacheKeys.parse(key).flatMap(inspection::stored);
    }

    /**
     * Makes all nodes forget a key, as after a change: the shared value, the right of anybody who loads it now to store it,
     * and every copy.
     *
     * @param key the text of a key
     * @return whether the cache was told, and if not, only this node has forgotten the key; empty when it is none of
     *     tradecache's keys, or nothing is there
     */
    public Optional<Boolean> forget(String key) {
        return CacheKeys.parse(key).filter(this::mayBeThere).map(invalidator::forget);
    }

    /** Also when nobody can say: then this node forgets at least its own copy. */
    private boolean mayBeThere(CacheKey<?> key) {
        try {
            return inspection.stored(key).isPresent();
        } catch (PortException.Unavailable e) {
            return true;
        }
    }

    /**
     * Reads what users will ask for, by the path that their own requests take.
     *
     * @param users whose portfolios and watchlists
     * @param limit how many entries at most; above zero
     * @return how many there were
     * @throws PortException.Unavailable when the cache does not answer, so that nothing can be kept there
     */
    public Warmed warm(Collection<UserId> users, int limit) {
        Warmed warmed = warmed(users, limit);
        telemetry.warmed(JOB, warmed.entries());
        return warmed;
    }

    private Warmed warmed(Collection<UserId> users, int limit) {
        int left = limit;
        // A cache that is away is not noticed by those who are answered from a copy near by.
        users.stream().findFirst().map(CacheKeys::portfolios).ifPresent(inspection::stored);
        for (UserId user : users) {
            left = warmPortfolios(user, left);
            left = warmWatchlists(user, left);
            if (left < 0) {
                return new Warmed(limit, false);
            }
        }
        return new Warmed(limit - left, true);
    }

    /**
     * How much memory the cache uses.
     *
     * @return bytes; empty for a cache inside this process
     */
    public OptionalLong usedMemory() {
        return inspection.usedMemory();
    }

    /** What is left of the limit; negative when it was reached before the end. */
    private int warmPortfolios(UserId user, int limit) {
        int left = limit - 1;
        if (left < 0) {
            return left;
        }
        for (PortfolioSummary each : kept(portfolios.list(user, Demand.ANY)).portfolios()) {
            if (--left < 0) {
                return left;
            }
            kept(portfolios.get(user, each.portfolioId(), Demand.ANY));
        }
        return left;
    }

    private int warmWatchlists(UserId user, int limit) {
        int left = limit - 1;
        if (left < 0) {
            return left;
        }
        for (Watchlist each : kept(watchlists.list(user, Demand.ANY)).watchlists()) {
            if (--left < 0) {
                return left;
            }
            kept(watchlists.get(user, each.watchlistId(), Demand.ANY));
        }
        return left;
    }

    /** A value that was read past the cache warms nothing. */
    private static <T> T kept(Cached<T> read) {
        if (read.source() == Source.BYPASSED) {
            throw new PortException.Unavailable("cache", "warm", new IllegalStateException("it was passed over"));
        }
        return read.value();
    }
}
