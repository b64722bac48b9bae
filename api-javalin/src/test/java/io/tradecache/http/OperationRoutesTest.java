package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

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
                .isEqualTo("{\"status\":\"ok\",\"checks\":{\"cache\":\"ok\",\"database\":\"ok\"}}");
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
