package io.tradecache.e2e;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** How old the old reads were, counted by tenths of a millisecond. Thread-safe. */
final class Ages {

    private static final long TENTH = TimeUnit.MICROSECONDS.toNanos(100);
    private static final int BUCKETS = 100_000;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(BUCKETS - 1, nanos / TENTH));
    }

    /** Adds what another process counted, in the form of {@link #toString}. */
    void addAll(String text) {
        if (!text.isEmpty()) {
            for (String bucket : text.split(",", -1)) {
                String[] parts = bucket.split(":", -1);
                counts.addAndGet(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
            }
        }
    }

    long count() {
        return Arrays.stream(snapshot()).sum();
    }

    /** In milliseconds; zero when there is none. */
    double quantile(double share) {
        long[] now = snapshot();
        long rank = (long) Math.ceil(share * Arrays.stream(now).sum());
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += now[i];
            if (rank > 0 && seen >= rank) {
                return (i + 1) / 10.0;
            }
        }
        return 0;
    }

    private long[] snapshot() {
        long[] now = new long[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            now[i] = counts.get(i);
        }
        return now;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BUCKETS; i++) {
            if (counts.get(i) > 0) {
                text.append(text.isEmpty() ? "" : ",").append(i).append(':').append(counts.get(i));
            }
        }
        return text.toString();
    }
}
