package io.tradecache.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database and the cache whether they answer, in bounded time: a question without an answer counts as a no, and
 * is not asked a second time while it hangs. Thread-safe.
 */
public final class HealthChecks implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Duration patience;
    private final Question database;
    private final Question cache;
    private final ExecutorService threads;

    /**
     * Takes the questions.
     *
     * @param database whether the database answers; without it nothing can be served
     * @param cache whether the shared cache answers; without it everything is served, but slower
     */
    public HealthChecks(BooleanSupplier database, BooleanSupplier cache) {
        this(database, cache, PATIENCE);
    }

    HealthChecks(BooleanSupplier database, BooleanSupplier cache, Duration patience) {
        this.patience = patience;
        this.threads = Executors.newFixedThreadPool(2, HealthChecks::daemon);
        this.database = new Question(database);
        this.cache = new Question(cache);
    }

    /** What the checks found. */
    record Report(boolean database, boolean cache) {}

    Report report() {
        CompletableFuture<Boolean> first = database.ask();
        CompletableFuture<Boolean> second = cache.ask();
        long deadline = System.nanoTime() + patience.toNanos();
        return new Report(isYes(first, deadline), isYes(second, deadline));
    }

    /** Asks no more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static boolean isYes(CompletableFuture<Boolean> answer, long deadline) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tradecache-health");
        thread.setDaemon(true);
        return thread;
    }

    private final class Question {
        private final BooleanSupplier question;
        private @Nullable CompletableFuture<Boolean> running;

        Question(BooleanSupplier question) {
            this.question = question;
        }

        synchronized CompletableFuture<Boolean> ask() {
            CompletableFuture<Boolean> answer = running;
            if (answer == null || answer.isDone()) {
                answer = CompletableFuture.supplyAsync(question::getAsBoolean, threads);
                running = answer;
            }
            return answer;
        }
    }
}
