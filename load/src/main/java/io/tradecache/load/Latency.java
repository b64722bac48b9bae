package io.tradecache.load;

import org.HdrHistogram.Histogram;

/**
 * How long something took, in microseconds and exact to three digits. Immutable.
 *
 * @param count how often it was measured; all else is 0 when that is
 * @param p50 half of them took at most this
 * @param p99 all but one in a hundred
 * @param p999 all but one in a thousand
 * @param max all
 */
public record Latency(long count, long p50, long p99, long p999, long max) {

    static Latency of(Histogram micros) {
        return new Latency(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                micros.getMaxValue());
    }
}
