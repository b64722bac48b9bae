package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tradecache.core.model.cache.Family;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The whole of {@code /metrics}, read as Prometheus reads it. */
class MetricsFormatTest {

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everythingThatIsCountedIsAsPrometheusWantsIt() {
        assertThat(MetricRules.complaints(metrics())).isEmpty();

        countAll();

        assertThat(MetricRules.complaints(metrics())).isEmpty();
    }

    @Test
    void clientsThatAreHungUpOnAreCountedFromZeroWhateverTheReason() {
        assertThat(metrics().families())
                .filteredOn(family -> family.name().equals("realtime_dropped_total"))
                .flatExtracting(Exposition.Family::samples)
                .allSatisfy(sample -> assertThat(sample.value()).isZero())
                .extracting(sample ->
                        sample.labels().get("transport") + " " + sample.labels().get("reason"))
                .containsExactlyInAnyOrderElementsOf(Stream.of("websocket", "websocket_batch", "sse")
                        .flatMap(transport -> Stream.of("slow", "dead", "flood", "failure", "access")
                                .map(reason -> transport + " " + reason))
                        .toList());
    }

    @Test
    void whoBeginsToCountIsNotWarned() {
        Logger log = (Logger) LoggerFactory.getLogger("io.micrometer");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            new PrometheusTelemetry("1");

            assertThat(lines.list).isEmpty();
        } finally {
            log.detachAppender(lines);
        }
    }

    @Test
    void aRunOfRequestsIsCountedExactly() {
        Exposition before = metrics();

        String portfolio = api.portfolio();
        api.get(portfolio);
        api.get(portfolio);
        api.patch(portfolio, "{\"name\":\"Savings\"}", "If-Match", "\"v1\"");
        api.get(portfolio);
        api.get(Api.AMELIA + "/watchlists");
        api.patch(portfolio, "{\"name\":\"Spoilt\"}", "If-Match", "\"v1\"");
        api.cache.fail();
        api.get(portfolio, "Cache-Control", "no-cache");
        api.delete(portfolio, "If-Match", "\"v2\"");

        Exposition after = metrics();
        assertThat(after.growthSince(before, "cache_hits_total"))
                .isEqualTo(Map.of("cache_hits_total{family=portfolio}", 1.0));
        assertThat(after.growthSince(before, "cache_misses_total"))
                .isEqualTo(Map.of(
                        "cache_misses_total{family=portfolio}", 3.0, "cache_misses_total{family=watchlists}", 1.0));
        assertThat(after.growthSince(before, "cache_invalidations_total"))
                .isEqualTo(Map.of(
                        "cache_invalidations_total{operation=create_portfolio}", 1.0,
                        "cache_invalidations_total{operation=update_portfolio}", 1.0,
                        "cache_invalidations_total{operation=delete_portfolio}", 1.0));
        assertThat(after.growthSince(before, "version_conflicts_total"))
                .isEqualTo(Map.of("version_conflicts_total{entity=portfolio}", 1.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# HELP a_total A\n# TYPE a_total counter\na_total 1",
                "a_total 1\n",
                "# TYPE a_total counter\na_total 1\n",
                "# HELP a_total A\n# TYPE b_total counter\nb_total 1\n",
                "# HELP a_total A\n# TYPE a_total counter\na_total 1\na_total 1\n",
                "# HELP a_total A\n# TYPE a_total counter\na_total{x=\"1\",y=\"2\"} 1\na_total{y=\"2\",x=\"1\"} 1\n",
                "# HELP a_total A\n# TYPE a_total counter\na_total{x=\"1\",x=\"2\"} 1\n",
                "# HELP a_total A\n# TYPE a_total counter\na_total{x-y=\"1\"} 1\n",
                "# HELP a_total A\n# TYPE a_total counter\na_total{x=\"\\t\"} 1\n",
                "# HELP a_total A\n# TYPE a_total counter\na_total one\n",
                "# HELP a_total A\n# TYPE a_total meter\na_total 1\n",
                "# HELP 1a_total A\n# TYPE 1a_total counter\n1a_total 1\n",
                "# HELP a_total A\n# TYPE a_total counter\nb_total 1\n",
                "# HELP a_total A\n# TYPE a_total counter\na_total 1\n# HELP a_total A\n# TYPE a_total counter\na_total 1\n"
            })
    void whatIsNotOfTheFormatIsNoticed(String text) {
        assertThatThrownBy(() -> Exposition.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a, counter, 1, _total",
        "a_total, gauge, 1, _total",
        "a_count, gauge, 1, parts of others",
        "a_ms, gauge, 1, abbreviates",
        "a_milliseconds, gauge, 1, base unit",
        "a_gauge, gauge, 1, type in its name",
        "aB, gauge, 1, small letters",
        "a_total, counter, -1, below zero",
        "a_total, counter, NaN, below zero"
    })
    void whatPrometheusAdvisesAgainstIsNoticed(String name, String type, String value, String complaint) {
        String text = "# HELP " + name + " A\n# TYPE " + name + " " + type + "\n" + name + " " + value + "\n";

        assertThat(MetricRules.complaints(Exposition.parse(text)))
                .anyMatch(told -> told.startsWith(name + " ") && told.contains(complaint));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 2 | 2 | ",
                "1 | 2 | 3 | last bucket",
                "3 | 2 | 2 | not cumulative",
            })
    void histogramsMustAddUp(int first, int all, int count, String complaint) {
        String text = "# HELP a_seconds A\n# TYPE a_seconds histogram\n" + "a_seconds_bucket{le=\"0.1\"} " + first
                + "\na_seconds_bucket{le=\"+Inf\"} " + all + "\na_seconds_count " + count + "\na_seconds_sum 1\n";

        String told = String.join("\n", MetricRules.complaints(Exposition.parse(text)));
        assertThat(told).contains(complaint == null ? "" : complaint);
        assertThat(told.isEmpty()).isEqualTo(complaint == null);
    }

    private Exposition metrics() {
        return Exposition.parse(api.get("/metrics").body());
    }

    /** Everything that can be told of, once, and some requests of all kinds. */
    private void countAll() {
        String portfolio = api.portfolio();
        api.get(portfolio);
        api.get(portfolio);
        api.get("/nothing");
        api.telemetry.watchMemory(() -> OptionalLong.of(1));
        api.telemetry.cacheError("find", Family.PORTFOLIO);
        api.telemetry.cacheCall("put", Duration.ofMillis(3));
        api.telemetry.staleServed(Family.PRICE_RT);
        api.telemetry.coalesced(Family.PORTFOLIO);
        api.telemetry.feedRequested(false);
        api.telemetry.priceAge(Duration.ofMillis(1_500));
        api.telemetry.invalidationEvent("received", "another \"type\"\n");
        api.telemetry.warmed("overnight", 3);
        api.telemetry.clientConnected("sse", true);
        api.telemetry.clientMessage("websocket", "received");
        api.telemetry.pricesSent("websocket", 3, 1);
        api.telemetry.bytesSent("websocket", 300);
        api.telemetry.clientDropped("websocket", "dead");
        api.telemetry.clientRejected("origin");
        api.telemetry.clientClosed("websocket", 4777);
        api.telemetry.fannedOut(Duration.ofMillis(2), Duration.ofSeconds(2));
    }
}
