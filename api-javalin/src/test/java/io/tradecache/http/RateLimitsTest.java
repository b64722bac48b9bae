package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers count, and whom. */
class RateLimitsTest {

    private static final String MINE = Api.AMELIA + "/portfolios";

    private final Tokens tokens = new Tokens();
    private final String amelia = tokens.of("amelia", Role.USER);
    private final Api api = Api.with(
            settings -> settings.withLimits(HttpLimits.shipped().withRequestsAMinute(3)),
            parts -> parts.withAuthentication(tokens.authentication(parts.clock())));

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/admin/market/overrides, 403",
        "GET, /nothing, 404",
        "GET, /api/v1/nothing, 404",
        "DELETE, /api/v1/market/status, 405",
        "GET, /api/v1/prices/real-time, 405"
    })
    void whatIsRefusedCountsToo(String method, String path, int status) {
        assertThat(get(MINE).header("RateLimit")).isEqualTo("\"default\";r=2;t=20");

        Api.Answer refused = api.send(method, path, null, "Authorization", amelia);
        Api.Answer third = get(MINE);
        Api.Answer tooMany = api.send(method, path, null, "Authorization", amelia);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.header("RateLimit")).isEqualTo("\"default\";r=1;t=40");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"default\";q=3;w=60");
        assertThat(third.header("RateLimit")).isEqualTo("\"default\";r=0;t=60");
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.kind()).isEqualTo("rate-limited");
        assertThat(tooMany.header("Retry-After")).isEqualTo("20");
    }

    @Test
    void whoeverSaysNothingOfThemselvesIsCountedByAddress() {
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/nothing").status()).isEqualTo(404);
        }

        assertThat(api.unchecked("GET", "/nothing", null).status()).isEqualTo(429);
        assertThat(get(MINE).status()).isEqualTo(200);
    }

    private Api.Answer get(String path) {
        return api.get(path, "Authorization", amelia);
    }
}
