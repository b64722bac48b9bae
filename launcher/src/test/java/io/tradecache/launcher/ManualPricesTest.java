package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, which are told their prices by hand. */
class ManualPricesTest {

    private static final String PRICES = "/api/v1/admin/feed/prices";
    private static final String QUOTE = "/api/v1/prices/AAPL";

    @Test
    void whatOneNodeIsToldAllNodesServe() {
        URI redis = TestServers.freshRedis();
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode newYork = new RunningNode(redis, database, "manual");
                RunningNode london = new RunningNode(redis, database, "manual")) {
            assertThat(london.http().get(QUOTE).status()).isEqualTo(404);

            for (String price : new String[] {"150.25", "150.5", "149.75"}) {
                assertThat(newYork.http()
                                .post(PRICES, "{\"prices\":[{\"symbol\":\"AAPL\",\"price\":" + price + "}]}")
                                .body())
                        .contains("\"outcome\":\"refreshed\"");

                assertThat(newYork.http().get(QUOTE).body()).contains("\"price\":" + price);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> london.http().get(QUOTE).body().contains("\"price\":" + price));
            }
        }
    }

    @Test
    void aNodeWithAnotherFeedIsToldNothing() {
        try (RunningNode node = new RunningNode(TestServers.freshRedis())) {
            assertThat(node.http()
                            .post(PRICES, "{\"prices\":[{\"symbol\":\"AAPL\",\"price\":1}]}")
                            .status())
                    .isEqualTo(404);
        }
    }
}
