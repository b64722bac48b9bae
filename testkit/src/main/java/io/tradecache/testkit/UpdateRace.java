package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.port.WriteOutcome;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Two writers who start from the same version at the same moment, again and again. Not thread-safe. */
public final class UpdateRace {

    private static final int WRITERS = 2;
    private static final int PATIENCE_SECONDS = 60;

    private UpdateRace() {}

    /** Changes a record that had a version, as one of two writers. */
    public interface Update {
        /** The outcome of the change. */
        WriteOutcome<?> from(long expectedVersion, int writer);
    }

    /**
     * Lets pairs of writers race, the first pair from version 1, and fails unless of each pair exactly one wrote and the
     * other was told that it came too late.
     *
     * @param pairs how many pairs
     * @param update the change; each that takes place raises the version by one
     */
    public static void run(int pairs, Update update) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        try {
            for (long version = 1; version <= pairs; version++) {
                long expected = version;
                Future<WriteOutcome<?>> first = writers.submit(writer(start, () -> update.from(expected, 0)));
                Future<WriteOutcome<?>> second = writers.submit(writer(start, () -> update.from(expected, 1)));
                assertOneEach(expected, List.of(outcome(first), outcome(second)));
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static Callable<WriteOutcome<?>> writer(CyclicBarrier start, Callable<WriteOutcome<?>> update) {
        return () -> {
            await(start);
            return update.call();
        };
    }

    private static void await(CyclicBarrier start)
            throws InterruptedException, BrokenBarrierException, TimeoutException {
        start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static WriteOutcome<?> outcome(Future<WriteOutcome<?>> writer) throws Exception {
        return writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void assertOneEach(long expected, List<WriteOutcome<?>> outcomes) {
        assertThat(outcomes)
                .as("both outcomes of an update from version %d", expected)
                .satisfiesOnlyOnce(outcome -> assertThat(outcome).isInstanceOf(WriteOutcome.Written.class))
                .satisfiesOnlyOnce(outcome -> assertThat(outcome).isInstanceOf(WriteOutcome.Stale.class));
    }
}
