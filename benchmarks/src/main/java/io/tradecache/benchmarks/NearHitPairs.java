package io.tradecache.benchmarks;

import io.tradecache.benchmarks.NearHit.Turn;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.portfolio.Portfolio;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much longer a near hit takes through the read path than in Caffeine alone. The two take turns of a fraction of a
 * millisecond, and each turn is compared with the one beside it, so that whatever else the machine does slows down both:
 * figures of benchmarks that run one after another cannot be divided by each other on a machine that is shared. Not
 * thread-safe.
 */
final class NearHitPairs {

    private static final int READS = 2_000;
    private static final int WARM_UP = 2_000;
    private static final int PAIRS = 3_000;
    private static final int ROUNDS = 5;

    private long sum;

    private NearHitPairs() {}

    /** Measures, and prints a line for each round, which has caches of its own. */
    static void print(PrintStream out) {
        NearHitPairs pairs = new NearHitPairs();
        out.println();
        out.println("| read path / Caffeine | lower quartile | median | upper quartile |");
        out.println("|---|---:|---:|---:|");
        for (int round = 1; round <= ROUNDS; round++) {
            pairs.round("not counting, round " + round, NearHitPairs::caffeine, NearHitPairs::readPath, out);
            pairs.round(
                    "counting, round " + round, NearHitPairs::caffeineCounting, NearHitPairs::readPathCounting, out);
        }
        out.printf("(of %d pairs of %d reads each; %d)%n", PAIRS, READS, pairs.sum);
    }

    private void round(String name, Batch caffeine, Batch readPath, PrintStream out) {
        NearHit state = new NearHit();
        state.fill();
        Turn turn = new Turn();
        double[] ratios = new double[PAIRS];
        for (int i = -WARM_UP; i < PAIRS; i++) {
            boolean first = (i & 1) == 0;
            double one = nanos(first ? caffeine : readPath, state, turn);
            double other = nanos(first ? readPath : caffeine, state, turn);
            if (i >= 0) {
                ratios[i] = first ? other / one : one / other;
            }
        }
        state.allAreStillThere();
        Arrays.sort(ratios);
        out.printf("| %s | %.2f | %.2f | %.2f |%n", name, ratios[PAIRS / 4], ratios[PAIRS / 2], ratios[PAIRS * 3 / 4]);
    }

    private double nanos(Batch batch, NearHit state, Turn turn) {
        long begun = System.nanoTime();
        sum += batch.versions(state, turn);
        return System.nanoTime() - begun;
    }

    private static long caffeine(NearHit state, Turn turn) {
        long versions = 0;
        for (int i = 0; i < READS; i++) {
            versions += version(state.caffeineAlone(turn));
        }
        return versions;
    }

    private static long readPath(NearHit state, Turn turn) {
        long versions = 0;
        for (int i = 0; i < READS; i++) {
            versions += version(state.readThrough(turn));
        }
        return versions;
    }

    private static long caffeineCounting(NearHit state, Turn turn) {
        long versions = 0;
        for (int i = 0; i < READS; i++) {
            versions += version(state.caffeineCounting(turn));
        }
        return versions;
    }

    private static long readPathCounting(NearHit state, Turn turn) {
        long versions = 0;
        for (int i = 0; i < READS; i++) {
            versions += version(state.readThroughCounting(turn));
        }
        return versions;
    }

    private static long version(@Nullable Cached<Portfolio> read) {
        return Objects.requireNonNull(read).entry().version();
    }

    /** Many reads, each kind in a loop of its own, so that the compiler knows what it calls; the versions keep it honest. */
    private interface Batch {
        long versions(NearHit state, Turn turn);
    }
}
