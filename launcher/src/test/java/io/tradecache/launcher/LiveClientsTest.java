package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clients in London of prices that are stated in New York. */
class LiveClientsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NO_WEBSOCKETS = "realtime_connections{transport=\"websocket\"} 0";

    @Test
    void whatIsStatedInNewYorkReachesClientsInLondonThatAskedForIt() {
        URI redis = TestServers.freshRedis();
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode newYork = new RunningNode(redis, database, "manual");
                RunningNode london = new RunningNode(redis, database, "manual");
                PriceSocket client = new PriceSocket(london.port());
                PriceEvents events = new PriceEvents(london.port(), "AAPL,GOOGL")) {
            client.subscribe("AAPL", "GOOGL");

            state(newYork, "AAPL", "150.25");
            state(newYork, "MSFT", "400");

            await().atMost(SOON).until(() -> client.has("AAPL", "150.25"));
            await().atMost(SOON).until(() -> events.text().contains("\"price\":150.25"));
            assertThat(events.text())
                    .startsWith("retry: ")
                    .contains("\nid: ", "\nevent: price\ndata: {\"type\":\"price\"");
            assertThat(events.answer().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(events.answer().headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(client.frames())
                    .allMatch(frame -> frame.path("symbol").asText().equals("AAPL"));
            assertThat(events.text()).doesNotContain("GOOGL", "MSFT");
        }
    }

    @Test
    void aClientOfTheSubprotocolIsSentBatchesAndAHintBeforeTheNodeStops() {
        try (TestDatabase database = TestServers.freshDatabase()) {
            RunningNode node = new RunningNode(TestServers.freshRedis(), database, "manual");
            PriceSocket client = new PriceSocket(node.port(), "other", "tradecache.v1");
            PriceEvents events = new PriceEvents(node.port(), "AAPL");
            client.subscribe("AAPL", "MSFT");
            await().atMost(SOON).until(() -> client.types().contains("ack"));

            AtomicInteger cents = new AtomicInteger(10);
            await().atMost(SOON).until(() -> {
                state(node, "AAPL", "150." + cents.incrementAndGet());
                return client.types().contains("prices");
            });
            node.close();

            assertThat(client.subprotocol()).isEqualTo("tradecache.v1");
            await().atMost(SOON).until(() -> client.closeCode() == 1012);
            await().atMost(SOON).until(events::isEnded);
            assertThat(client.types())
                    .startsWith("welcome", "market_status", "feed_status", "ack", "snapshot")
                    .contains("reconnect");
        }
    }

    @Test
    void aChangeInNewYorkIsToldToItsOwnersClientInLondon() {
        URI redis = TestServers.freshRedis();
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode newYork = new RunningNode(redis, database, "manual");
                RunningNode london = new RunningNode(redis, database, "manual");
                PriceSocket amelia = PriceSocket.of("amelia", london.port());
                PriceSocket bert = PriceSocket.of("bert", london.port())) {
            await().atMost(SOON).until(() -> amelia.types().contains("welcome"));
            await().atMost(SOON).until(() -> bert.types().contains("welcome"));

            Http.Answer created = newYork.http()
                    .post("/api/v1/users/amelia/portfolios", "{\"name\":\"Retirement\",\"currency\":\"USD\"}");

            assertThat(created.status()).isEqualTo(201);
            String portfolio = created.text("portfolio_id");
            await().atMost(SOON)
                    .until(() -> amelia.frames().stream()
                            .anyMatch(frame -> frame.path("entity_id").asText().equals(portfolio)
                                    && frame.path("entity_type").asText().equals("portfolio")));
            assertThat(london.http()
                            .get("/api/v1/users/amelia/portfolios/" + portfolio)
                            .status())
                    .isEqualTo(200);
            // That something may have been lost is told to all, when a busy machine lets the bus fall silent.
            assertThat(bert.frames())
                    .noneMatch(frame -> frame.path("entity_type").asText().equals("portfolio"));
        }
    }

    @Test
    void whatTheLeaderFindsOfTheFeedIsSaidInLondonToo() {
        URI redis = TestServers.freshRedis();
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode newYork = new RunningNode(redis, database, "manual");
                RunningNode london = new RunningNode(redis, database, "manual");
                PriceSocket client = new PriceSocket(london.port(), "tradecache.v1");
                RedisKeys leader = new RedisKeys(redis)) {
            await().atMost(SOON).until(() -> client.types().contains("feed_status"));

            leader.publish(
                    "price_updates",
                    "{\"epoch\":99,\"status\":{\"feed\":\"x\",\"healthy\":false,\"failures\":3,\"reason\":\"\"}}");

            await().atMost(SOON).until(() -> feed(london).equals("down"));
            await().atMost(SOON)
                    .until(() -> client.frames().stream()
                            .anyMatch(frame -> frame.path("status").asText().equals("degraded")));
            assertThat(feed(newYork)).as("which keeps prices fresh itself").isEqualTo("ok");
        }
    }

    @Test
    void nothingIsLeftOfAThousandClientsThatCameAndWent() {
        try (RunningNode node = new RunningNode(TestServers.freshRedis())) {
            comeAndGo(node, 10);
            int threads = Thread.activeCount();

            comeAndGo(node, 1_000);

            await().atMost(SOON).until(() -> node.http().get("/metrics").body().contains(NO_WEBSOCKETS));
            await().atMost(SOON).until(() -> Thread.activeCount() < threads + 20);
        }
    }

    @Test
    void whatCannotBeServedIsAProblemLikeAnyOther() {
        try (RunningNode node = new RunningNode(TestServers.freshRedis())) {
            Http http = node.http();

            assertThat(http.get("/ws/prices").text("type")).isEqualTo("urn:tradecache:problem:upgrade-required");
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .header("Origin", "https://elsewhere.example")
                            .buildAsync(
                                    URI.create("ws://127.0.0.1:" + node.port() + "/ws/prices"),
                                    new WebSocket.Listener() {})
                            .join())
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .extracting(failure -> ((WebSocketHandshakeException) failure.getCause()).getResponse())
                    .satisfies(refusal -> {
                        assertThat(refusal.statusCode()).isEqualTo(403);
                        assertThat(refusal.body()).asString().contains("see --allowed-origins");
                    });
            assertThat(http.with("Origin", "https://elsewhere.example")
                            .get("/api/v1/stream/prices?symbols=A")
                            .text("detail"))
                    .isEqualTo("This web site is not allowed; see --allowed-origins");
            assertThat(http.with("Accept", "application/json").get("/api/v1/stream/prices?symbols=A"))
                    .extracting(answer -> answer.text("type"), answer -> answer.text("detail"))
                    .containsExactly("urn:tradecache:problem:not-acceptable", "Accept must allow text/event-stream");
            assertThat(http.get("/api/v1/stream/prices").text("type"))
                    .isEqualTo("urn:tradecache:problem:invalid-fields");
            assertThat(http.get("/api/v1/stream/prices?symbols=A,b%20c").status())
                    .isEqualTo(422);
            assertThat(http.get("/ws/prices?user=a%20b").status()).isEqualTo(422);
            assertThat(http.get("/api/v1/stream/prices?symbols=A&user=a%20b").text("type"))
                    .isEqualTo("urn:tradecache:problem:invalid-fields");
            assertThat(http.get("/metrics").body())
                    .contains(
                            "realtime_rejected_total{reason=\"origin\"} 2",
                            "realtime_rejected_total{reason=\"access\"} 2",
                            "realtime_interval_factor 1",
                            "realtime_subscriptions 0",
                            "realtime_fanout_seconds_count",
                            "realtime_connections{transport=\"sse\"} 0",
                            "realtime_messages_total{",
                            "realtime_dropped_total{");
        }
    }

    private static String feed(RunningNode node) {
        return node.http().get("/health/ready").json().at("/checks/feed").asText();
    }

    private static void comeAndGo(RunningNode node, int clients) {
        for (int number = 0; number < clients; number++) {
            new PriceSocket(node.port()).subscribe("AAPL").close();
        }
    }

    private static void state(RunningNode node, String symbol, String price) {
        assertThat(node.http()
                        .post(
                                "/api/v1/admin/feed/prices",
                                "{\"prices\":[{\"symbol\":\"" + symbol + "\",\"price\":" + price + "}]}")
                        .status())
                .isEqualTo(200);
    }
}
