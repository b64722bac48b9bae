package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Requests that the web server refuses before any route sees them: they are counted, and pages may read the answer. */
class RefusedBeforeRoutesTest {

    private static final String APP = "https://app.example.com";
    private static final String PORTFOLIOS = Api.AMELIA + "/portfolios";
    private static final String PRICES = "/api/v1/admin/feed/prices";

    @Test
    void anOverloadIsCountedAndTellsListedPagesWhenToTryAgain() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        HttpLimits one = new HttpLimits(1 << 20, 1 << 20, Duration.ofSeconds(10), 1, 1_000, 0);
        try (Api api = Api.with(
                settings -> settings.withLimits(one).allowing(Set.of(APP)),
                parts -> parts.withManualPrices(quote -> {
                    inside.countDown();
                    waitFor(leave);
                }))) {
            CompletableFuture<Api.Answer> slow = CompletableFuture.supplyAsync(
                    () -> api.post(PRICES, "{\"prices\":[{\"symbol\":\"AAPL\",\"price\":1}]}"));
            inside.await();

            Api.Answer listed = api.get(PORTFOLIOS, "Origin", APP);
            Api.Answer foreign = api.get(PORTFOLIOS, "Origin", "https://evil.example.com");
            leave.countDown();

            assertThat(listed.status()).isEqualTo(503);
            assertThat(listed.header("Access-Control-Allow-Origin")).isEqualTo(APP);
            assertThat(listed.header("Access-Control-Expose-Headers")).contains("Retry-After", "Trace-Id");
            assertThat(listed.header("Vary")).isEqualTo("Origin");
            assertThat(foreign.status()).isEqualTo(503);
            assertThat(foreign.headers().map()).doesNotContainKey("access-control-allow-origin");
            assertThat(counted(api, 503)).isEqualTo(2);
            assertThat(slow.join().status()).isEqualTo(200);
        }
    }

    @Test
    void aHeadThatIsTooLongIsCounted() {
        try (Api api = Api.start()) {
            Api.Answer refused = api.unchecked("GET", "/" + "x".repeat(10_000), null);

            assertThat(refused.status()).isIn(414, 431);
            assertThat(counted(api, refused.status())).isEqualTo(1);
        }
    }

    @Test
    void whatARouteAnsweredIsCountedOnce() {
        try (Api api = Api.start()) {
            assertThat(api.get(Api.AMELIA + "/none").status()).isEqualTo(404);

            assertThat(counted(api, 404)).isEqualTo(1);
        }
    }

    /** How many requests of all methods that no route saw had a status. */
    private static int counted(Api api, int status) {
        return api.telemetry
                .scrape()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{"))
                .filter(line -> line.contains("route=\"none\",status=\"" + status + "\""))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf("} ") + 2)))
                .sum();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
