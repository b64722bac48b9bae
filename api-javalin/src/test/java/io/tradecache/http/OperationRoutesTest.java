package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.port.PortException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationRoutesTest {

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theServerIsReadyWhileTheDatabaseAnswers() {
        assertThat(api.get("/health/live").text("status")).isEqualTo("ok");
        assertThat(api.get("/health/ready").body())
                .isEqualTo("{\"status\":\"ok\",\"checks\":{\"cache\":\"ok\",\"database\":\"ok\",\"feed\":\"ok\"},"
                        + "\"data\":{\"oldest_price_age_ms\":0,\"change_log_lag_ms\":0,\"invalidations_pending\":0}}");
    }

    @Test
    void withoutTheCacheItIsDegradedButReady() {
        api.cacheAnswers = false;

        Api.Answer answer = api.get("/health/ready");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("degraded");
        assertThat(answer.json().at("/checks/cache").asText()).isEqualTo("down");
    }

    @Test
    void withoutTheDatabaseItIsAliveButNotReady() {
        api.databaseAnswers = false;

        Api.Answer answer = api.get("/health/ready");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("status")).isEqualTo("down");
        assertThat(api.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void howFarTheDataIsBehindMakesNoNodeUnready() {
        api.telemetry.priceAge(Duration.ofMinutes(2));
        api.telemetry.changeLogLag(Duration.ofSeconds(3));
        api.telemetry.invalidationsPending(4);

        Api.Answer answer = api.get("/health/ready");

        assertThat(answer.text("status")).isEqualTo("ok");
        assertThat(answer.json().at("/data/oldest_price_age_ms").asLong()).isEqualTo(120_000);
        assertThat(answer.json().at("/data/change_log_lag_ms").asLong()).isEqualTo(3_000);
        assertThat(answer.json().at("/data/invalidations_pending").asLong()).isEqualTo(4);
    }

    @Test
    void eventsOfInvalidationsAreCountedByFewTypes() {
        api.telemetry.invalidationEvent("received", "signal_update");
        api.portfolio();

        assertThat(api.get("/metrics").body().lines())
                .contains(
                        "cache_invalidation_events_total{direction=\"sent\",type=\"portfolio_update\"} 1.0",
                        "cache_invalidation_events_total{direction=\"received\",type=\"watchlist_update\"} 0.0",
                        "cache_invalidation_events_total{direction=\"received\",type=\"other\"} 1.0");
    }

    @Test
    void theMemoryOfTheCacheIsShownWhileItAnswers() {
        AtomicBoolean answers = new AtomicBoolean(true);
        api.telemetry.watchMemory(() -> {
            if (!answers.get()) {
                throw new PortException.Unavailable("cache", "its memory", new IllegalStateException("gone"));
            }
            return OptionalLong.of(1_048_576);
        });

        assertThat(api.get("/metrics").body()).contains("cache_redis_used_memory_bytes 1048576.0");
        answers.set(false);
        assertThat(api.get("/metrics").body()).contains("cache_redis_used_memory_bytes NaN");
    }

    @Test
    void theGuidesMetricsHaveTheirExactNamesAndHelp() {
        assertThat(api.get("/metrics").body().lines())
                .contains(
                        "# HELP cache_hits_total Total number of cache hits",
                        "# TYPE cache_hits_total counter",
                        "# HELP cache_misses_total Total number of cache misses",
                        "# TYPE cache_misses_total counter",
                        "# HELP cache_operation_duration_seconds Cache operation latency",
                        "# TYPE cache_operation_duration_seconds histogram",
                        "# HELP cache_errors_total Total number of cache errors",
                        "# TYPE cache_errors_total counter",
                        "cache_hits_total{family=\"portfolio\"} 0.0",
                        "tradecache_build_info{version=\"1.2.3\"} 1");
    }

    @Test
    void requestsAreCountedByTheirRouteAndNeverByTheirPath() {
        String portfolio = api.portfolio();
        api.get(portfolio);
        api.get(portfolio);
        api.get("/nothing/amelia");
        api.patch(portfolio, "{\"name\":\"New\"}", "If-Match", "\"v9\"");

        String metrics = api.get("/metrics").body();

        assertThat(metrics.lines())
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",route=\"/api/v1/users/{u}/portfolios/{p}\",status=\"200\"} 2",
                        "http_server_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"} 1",
                        "cache_hits_total{family=\"portfolio\"} 1.0",
                        "cache_misses_total{family=\"portfolio\"} 1.0",
                        "cache_invalidations_total{operation=\"create_portfolio\"} 1.0",
                        "version_conflicts_total{entity=\"portfolio\"} 1.0");
        assertThat(metrics).doesNotContain("amelia", "portfolio_0");
    }
}
