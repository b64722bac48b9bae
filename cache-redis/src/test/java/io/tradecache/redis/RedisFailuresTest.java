package io.tradecache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tradecache.core.model.cache.Family;
import io.tradecache.testkit.RecordingTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class RedisFailuresTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(RedisFailures.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private long nanos;
    private final RedisFailures failures = new RedisFailures(telemetry, () -> nanos, Duration.ofMillis(20));

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void aFailureIsAnAnswerAndACountAndOneWarning() {
        String answer = refused("find", "WRONGTYPE Operation against a key holding s3cret");

        assertThat(answer).isEqualTo("JedisDataException WRONGTYPE");
        assertThat(telemetry.count("cacheError find portfolio")).isEqualTo(1);
        assertThat(telemetry.count("cacheCall find")).isEqualTo(1);
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .isEqualTo("The cache could not find in family portfolio: JedisDataException WRONGTYPE");
            assertThat(event.getKeyValuePairs())
                    .contains(new KeyValuePair("operation", "find"), new KeyValuePair("family", "portfolio"));
        });
    }

    @Test
    void warningsOfOneKindComeEveryTenSecondsAndSayHowManyWereKeptBack() {
        for (int i = 0; i < 100; i++) {
            refused("find", "OOM");
        }
        refused("fill", "OOM");
        nanos += Duration.ofSeconds(10).toNanos();
        refused("find", "OOM");

        assertThat(log.list).hasSize(3);
        assertThat(log.list.get(2).getKeyValuePairs()).contains(new KeyValuePair("suppressed", 99L));
        assertThat(telemetry.count("cacheError find portfolio")).isEqualTo(101);
    }

    @Test
    void whenRedisIsSkippedItIsSaidOnceAndCountedEachTime() {
        for (int i = 0; i < 20; i++) {
            failures.call(
                    "find",
                    Family.PORTFOLIO,
                    () -> {
                        throw new JedisConnectionException("redis://:s3cret@127.0.0.1");
                    },
                    reason -> reason);
        }

        List<String> said =
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(said).filteredOn(line -> line.contains("does not answer")).hasSize(1);
        assertThat(said).noneMatch(line -> line.contains("s3cret"));
        assertThat(telemetry.count("cacheError find portfolio")).isEqualTo(20);
        assertThat(telemetry.count("cacheCall find")).isEqualTo(Breaker.FAILURES_TO_OPEN);
    }

    @Test
    void theBreakerIsCountedWhenItOpensAndWhenItCloses() {
        for (int i = 0; i < 20; i++) {
            unanswered("find", Duration.ZERO);
        }
        assertThat(telemetry.count("breaker true")).isEqualTo(1);
        assertThat(telemetry.count("breaker false")).isZero();

        nanos += Breaker.PAUSE.toNanos();
        failures.call("find", Family.PORTFOLIO, () -> "found", reason -> reason);

        assertThat(telemetry.count("breaker true")).isEqualTo(1);
        assertThat(telemetry.count("breaker false")).isEqualTo(1);
    }

    @Test
    void aThreadThatWaitedInVainDoesNotWaitAgainSoon() {
        unanswered("find", Duration.ofMillis(50));

        assertThat(unanswered("fill", Duration.ofMillis(50))).contains("skipped");
        assertThat(telemetry.count("cacheCall find")).isEqualTo(1);
        assertThat(telemetry.count("cacheCall fill")).isZero();

        nanos += Duration.ofMillis(250).toNanos();
        assertThat(unanswered("fill", Duration.ZERO)).contains("JedisConnectionException");
        assertThat(unanswered("fill", Duration.ZERO)).contains("JedisConnectionException");
    }

    @Test
    void anotherThreadIsNotConcernedAndNeitherIsWhatIsWorthWaitingFor() throws Exception {
        unanswered("find", Duration.ofMillis(50));
        List<String> elsewhere = new ArrayList<>();
        Thread other = new Thread(
                () -> elsewhere.add(failures.call("find", Family.PORTFOLIO, () -> "found", reason -> reason)));
        other.start();
        other.join();

        assertThat(elsewhere).containsExactly("found");
        assertThat(failures.insist("invalidate", Family.PORTFOLIO, () -> "told", reason -> reason))
                .isEqualTo("told");
    }

    private String unanswered(String operation, Duration after) {
        return failures.call(
                operation,
                Family.PORTFOLIO,
                () -> {
                    nanos += after.toNanos();
                    throw new JedisConnectionException("s3cret");
                },
                reason -> reason);
    }

    private String refused(String operation, String message) {
        return failures.call(
                operation,
                Family.PORTFOLIO,
                () -> {
                    throw new JedisDataException(message);
                },
                reason -> reason);
    }
}
