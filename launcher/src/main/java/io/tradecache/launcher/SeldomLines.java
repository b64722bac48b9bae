package io.tradecache.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps a failure that comes with every request from filling the disk: of the same warning or error a few lines are
 * written in ten seconds, and then how many were left out. Thread-safe.
 */
final class SeldomLines extends TurboFilter {

    /** How many lines of one kind are written in a window. */
    static final int MOST = 5;

    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST_KINDS = 500;
    private static final String SUMMARY = "{} more lines like the next were left out";

    private final LongSupplier nanos;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_KINDS;
        }
    };

    /**
     * Writes everything first.
     *
     * @param nanos the time that passes, from any beginning
     */
    SeldomLines(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable thrown) {
        if (!level.isGreaterOrEqual(Level.WARN) || format == null || format.equals(SUMMARY)) {
            return FilterReply.NEUTRAL;
        }
        Count before;
        boolean written;
        synchronized (counts) {
            String kind = logger.getName() + ' ' + format;
            long now = nanos.getAsLong();
            Count known = counts.get(kind);
            boolean fresh = known == null || now - known.since() > WINDOW_NANOS;
            before = known == null ? new Count(now, 0) : known;
            Count count = fresh ? new Count(now, 1) : new Count(before.since(), before.lines() + 1);
            counts.put(kind, count);
            written = count.lines() <= MOST;
        }
        if (written && before.leftOut() > 0 && nanos.getAsLong() - before.since() > WINDOW_NANOS) {
            logger.warn(SUMMARY, before.leftOut());
        }
        return written ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private record Count(long since, int lines) {

        private int leftOut() {
            return Math.max(0, lines - MOST);
        }
    }
}
