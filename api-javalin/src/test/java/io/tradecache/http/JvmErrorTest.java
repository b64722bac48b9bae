package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Errors that no code expects, such as a stack that overflows: one request fails, and its place is given back. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JvmErrorTest {

    private static final String PATH = "/api/v1/broken";

    static List<Error> errors() {
        return List.of(
                new StackOverflowError(),
                new NoClassDefFoundError("io/tradecache/Gone"),
                new OutOfMemoryError("none left"),
                new AssertionError("cannot be"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorIsAnsweredWithAProblemAndLeavesRoomForTheNextRequest(Error error) {
        HttpLimits one = new HttpLimits(1 << 20, 1 << 20, Duration.ofSeconds(10), 1, 1_000, 0);
        try (Api api = broken(error, one)) {
            for (int request = 0; request < 3; request++) {
                Api.Answer answer = failed(api);

                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                assertThat(answer.kind()).isEqualTo("internal");
                assertThat(answer.text("trace_id"))
                        .isEqualTo(answer.header("Trace-Id"))
                        .isNotEmpty();
                assertThat(answer.body()).doesNotContain("Gone", "none left", "cannot be");
            }
            await().untilAsserted(() ->
                    assertThat(api.get(Api.AMELIA + "/portfolios").status()).isEqualTo(200));
        }
    }

    @Test
    void anErrorIsInTheLogAndAmongTheMetrics() {
        Logger log = (Logger) LoggerFactory.getLogger(Problems.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try (Api api = broken(new StackOverflowError(), HttpLimits.shipped())) {
            Api.Answer answer = api.unchecked("GET", PATH, null);

            assertThat(lines.list).anySatisfy(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.ERROR);
                assertThat(line.getMDCPropertyMap()).containsEntry("trace_id", answer.text("trace_id"));
                assertThat(line.getThrowableProxy().getClassName()).isEqualTo(StackOverflowError.class.getName());
            });
            assertThat(api.telemetry.scrape())
                    .contains(
                            "http_server_requests_seconds_count{method=\"GET\",route=\"" + PATH + "\",status=\"500\"");
        } finally {
            log.detachAppender(lines);
        }
    }

    /** A place is given back when all of the answer before is on its way. */
    private static Api.Answer failed(Api api) {
        return await().until(() -> api.unchecked("GET", PATH, null), answer -> answer.status() != 503);
    }

    private static Api broken(Error error, HttpLimits limits) {
        return Api.with(
                settings -> settings.withLimits(limits),
                parts -> parts.with(config -> config.routes.get(
                        PATH,
                        ctx -> {
                            throw error;
                        },
                        Audience.EVERYBODY)));
    }
}
