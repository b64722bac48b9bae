package io.tradecache.redis;

import io.tradecache.core.model.cache.Family;
import io.tradecache.core.port.Telemetry;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The only place where Redis' errors are caught: they become answers, counts, and a log line now and then that names the
 * operation and the key's family but no key, value or secret. Thread-safe.
 */
final class RedisFailures {

    private static final Logger LOG = LoggerFactory.getLogger(RedisFailures.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    /** Longer than a request reads on after its first timeout, and too short to be felt afterwards. */
    private static final Duration ABSTINENCE = Duration.ofMillis(250);

    private static final String SKIPPED = "skipped, since Redis did not answer before";

    private final Telemetry telemetry;
    private final Breaker breaker;
    private final LongSupplier nanoTime;
    private final long longWait;
    private final Map<String, Quiet> quiets = new ConcurrentHashMap<>();

    /** Until when the thread does without Redis; none while it has not waited in vain. */
    private final ThreadLocal<Long> abstinence = new ThreadLocal<>();

    /**
     * Begins with a Redis that is taken to answer.
     *
     * @param longWait a thread that waited so long for nothing does without Redis for a while
     */
    RedisFailures(Telemetry telemetry, LongSupplier nanoTime, Duration longWait) {
        this.telemetry = telemetry;
        this.nanoTime = nanoTime;
        this.longWait = longWait.toNanos();
        this.breaker = new Breaker(nanoTime);
    }

    /**
     * Calls Redis, unless it is known not to answer, or this thread has just waited for it in vain; gives the other answer,
     * made from the reason, when that fails.
     */
    <R> R call(String operation, Family family, Supplier<R> call, Function<String, R> otherwise) {
        if (isAbstinent()) {
            return skipped(operation, family, otherwise);
        }
        return insist(operation, family, call, otherwise);
    }

    /** The same for what is worth waiting for again. */
    <R> R insist(String operation, Family family, Supplier<R> call, Function<String, R> otherwise) {
        if (!breaker.admits()) {
            return skipped(operation, family, otherwise);
        }
        long begun = nanoTime.getAsLong();
        try {
            R answer = call.get();
            answered();
            return answer;
        } catch (JedisException e) {
            failedAfter(e, nanoTime.getAsLong() - begun);
            failed(operation, family, reason(e));
            return otherwise.apply(reason(e));
        } finally {
            telemetry.cacheCall(operation, Duration.ofNanos(nanoTime.getAsLong() - begun));
        }
    }

    /** Asks Redis about itself, which is no work of the cache and counted nowhere; empty when it does not answer. */
    <R> Optional<R> ask(Supplier<R> question) {
        if (!breaker.admits()) {
            return Optional.empty();
        }
        long begun = nanoTime.getAsLong();
        try {
            R answer = question.get();
            answered();
            return Optional.of(answer);
        } catch (JedisException e) {
            failedAfter(e, nanoTime.getAsLong() - begun);
            return Optional.empty();
        }
    }

    /** Counts a failure that is not Redis' own, such as a value that cannot be read. */
    void failed(String operation, Family family, String reason) {
        telemetry.cacheError(operation, family);
        Quiet quiet = quiets.computeIfAbsent(operation + " " + family, unused -> new Quiet());
        quiet.endsAt(nanoTime.getAsLong())
                .ifPresent(suppressed -> LOG.atWarn()
                        .addKeyValue("operation", operation)
                        .addKeyValue("family", family.label())
                        .addKeyValue("suppressed", suppressed)
                        .log("The cache could not {} in family {}: {}", operation, family.label(), reason));
    }

    /** Runs something to its end, and gives the reason when that was a failure of Redis. */
    static Optional<String> failureOf(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (JedisException e) {
            return Optional.of(reason(e));
        }
    }

    /** Runs a script by its name, and by its text where Redis does not know the name (yet, or any more). */
    static Object knownOrNot(Supplier<Object> byName, Supplier<Object> byText) {
        try {
            return byName.get();
        } catch (JedisNoScriptException e) {
            return byText.get();
        }
    }

    /** Waits for an answer of a pipeline. One that says that a key is of another type is as good as any. */
    static void unlessOfAnotherType(Response<?> response) {
        try {
            response.get();
        } catch (JedisDataException e) {
            if (!String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
                throw e;
            }
        }
    }

    /** The answer, if there is one. */
    static <R> Optional<R> answerOf(Supplier<@Nullable R> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (JedisException e) {
            LOG.debug("No answer: {}", reason(e));
            return Optional.empty();
        }
    }

    /** No sentinel has named a primary. */
    static RuntimeException noPrimary() {
        return new JedisConnectionException("no sentinel has named a primary yet");
    }

    private <R> R skipped(String operation, Family family, Function<String, R> otherwise) {
        telemetry.cacheError(operation, family);
        return otherwise.apply(SKIPPED);
    }

    private boolean isAbstinent() {
        Long until = abstinence.get();
        if (until == null) {
            return false;
        }
        if (nanoTime.getAsLong() - until < 0) {
            return true;
        }
        abstinence.remove();
        return false;
    }

    private void answered() {
        if (breaker.succeeded()) {
            LOG.info("Redis answers again");
            telemetry.breaker(false);
        }
    }

    private void failedAfter(JedisException e, long nanos) {
        if (isRefusal(e)) {
            answered();
            return;
        }
        if (nanos >= longWait) {
            abstinence.set(nanoTime.getAsLong() + ABSTINENCE.toNanos());
        }
        if (!isPoolExhausted(e) && breaker.failed()) {
            LOG.warn("Redis does not answer; it is skipped, and tried every {}", Breaker.PAUSE);
            telemetry.breaker(true);
        }
    }

    /** Redis answered, but would not do it. */
    private static boolean isRefusal(JedisException e) {
        return e instanceof JedisDataException;
    }

    /** Says that this process is busy, not that Redis is gone. */
    private static boolean isPoolExhausted(JedisException e) {
        return e.getCause() instanceof NoSuchElementException;
    }

    /** Class names, and of Redis' own errors the code: their texts may repeat keys and values. */
    private static String reason(JedisException e) {
        String name = e.getClass().getSimpleName();
        if (isRefusal(e) && e.getMessage() != null) {
            return name + " " + e.getMessage().split(" ", 2)[0];
        }
        return e.getCause() == null
                ? name
                : name + ", " + e.getCause().getClass().getSimpleName();
    }

    /** Between two warnings of one kind. */
    private final class Quiet {
        private long end = nanoTime.getAsLong();
        private long suppressed;

        /** How many warnings were kept back, when it is time for one; empty when it is not. */
        synchronized Optional<Long> endsAt(long now) {
            if (now - end < 0) {
                suppressed++;
                return Optional.empty();
            }
            end = now + BETWEEN_WARNINGS.toNanos();
            long before = suppressed;
            suppressed = 0;
            return Optional.of(before);
        }
    }
}
