package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.launcher.Settings.Market;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, told of a closure a day ahead. */
class MarketOverridesTest {

    private static final String OVERRIDES = "/api/v1/admin/market/overrides";
    private static final String DAY = "/api/v1/market/sessions?from=2027-03-09&to=2027-03-09";
    private static final String MOURNING =
            "{\"overrides\":[{\"date\":\"2027-03-09\",\"kind\":\"CLOSED\",\"name\":\"National Day of Mourning\"}]}";

    @Test
    void whatOneNodeIsToldAllNodesFollowAndOneThatStartsLaterToo() {
        URI redis = TestServers.freshRedis();
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode newYork = new RunningNode(redis, database, Market.XNYS);
                RunningNode london = new RunningNode(redis, database, Market.XNYS)) {
            assertThat(london.http().get(DAY).json().path("sessions")).hasSize(1);

            assertThat(newYork.http().put(OVERRIDES, MOURNING, null).status()).isEqualTo(200);

            assertThat(newYork.http().get(DAY).json().path("sessions")).isEmpty();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> london.http().get(DAY).body().contains("National Day of Mourning"));
            assertThat(london.http().get(OVERRIDES).body())
                    .isEqualTo(newYork.http().get(OVERRIDES).body());
            try (RunningNode tokyo = new RunningNode(redis, database, Market.XNYS)) {
                assertThat(tokyo.http().get(DAY).json().path("sessions")).isEmpty();
            }

            london.http().put(OVERRIDES, "{\"overrides\":[]}", null);

            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            !newYork.http().get(DAY).json().path("sessions").isEmpty());
        }
    }
}
