package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.client.MarketStatus;
import io.tradecache.client.Price;
import io.tradecache.client.PriceListener;
import io.tradecache.client.PriceStream;
import io.tradecache.client.StreamState;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Our own client against our own server. */
class JavaClientTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aClientOutlivesItsServerAndIsSentWhatTheNextOneKnows() {
        URI redis = TestServers.freshRedis();
        Notes notes = new Notes();
        try (TestDatabase database = TestServers.freshDatabase()) {
            RunningNode first = new RunningNode(redis, database, "manual");
            int port = first.port();
            PriceStream prices = PriceStream.open(URI.create("http://127.0.0.1:" + port), notes);
            prices.subscribe("aapl", "no symbol");
            await().atMost(SOON).until(() -> notes.rejected.contains("NO SYMBOL invalid_symbol"));
            first.http().post("/api/v1/admin/feed/prices", stated("150.25"));
            await().atMost(SOON).until(() -> isAt(prices, "150.25"));
            first.close();
            await().atMost(SOON).until(() -> prices.state() == StreamState.RECONNECTING);
            prices.subscribe("MSFT");

            try (RunningNode second = new RunningNode(redis, database, "manual", port)) {
                await().atMost(SOON).until(prices::isConnected);
                second.http().post("/api/v1/admin/feed/prices", stated("151.5"));

                await().atMost(SOON).until(() -> isAt(prices, "151.5"));
                assertThat(prices.isStale("AAPL")).isFalse();
                assertThat(prices.isStale("MSFT")).as("nobody stated it").isTrue();
                prices.close();
                await().atMost(SOON).until(() -> notes.states.size() == 4);
            }
        }
        assertThat(notes.states)
                .containsExactly(
                        StreamState.CONNECTED,
                        StreamState.RECONNECTING,
                        StreamState.CONNECTED,
                        StreamState.DISCONNECTED);
        assertThat(notes.markets).contains("SIM");
        assertThat(notes.prices).doesNotHaveDuplicates().startsWith("150.25").endsWith("151.5");
    }

    @Test
    void symbolsThatTheServerHasNoRoomForAreRefusedAndTheConnectionStays() {
        Notes notes = new Notes();
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode node = new RunningNode(TestServers.freshRedis(), database, "manual");
                PriceStream prices = PriceStream.open(URI.create("http://127.0.0.1:" + node.port()), notes)) {
            prices.subscribe("AAPL");
            await().atMost(SOON).until(prices::isConnected);

            prices.subscribe(IntStream.range(0, 3_000)
                    .mapToObj(number -> "S" + number + ".LONG")
                    .toList());

            await().atMost(SOON).until(() -> notes.rejected.size() == 2_801);
            assertThat(notes.rejected).contains("S2999.LONG too_many_symbols");
            node.http().post("/api/v1/admin/feed/prices", stated("150.25"));
            await().atMost(SOON).until(() -> isAt(prices, "150.25"));
            assertThat(notes.states).containsExactly(StreamState.CONNECTED);
        }
    }

    private static boolean isAt(PriceStream prices, String price) {
        return prices.latest("AAPL")
                .map(Price::price)
                .filter(new BigDecimal(price)::equals)
                .isPresent();
    }

    private static String stated(String price) {
        return "{\"prices\":[{\"symbol\":\"AAPL\",\"price\":" + price + "}]}";
    }

    /** What the client heard. Thread-safe. */
    private static final class Notes implements PriceListener {

        private final List<StreamState> states = new CopyOnWriteArrayList<>();
        private final List<String> prices = new CopyOnWriteArrayList<>();
        private final List<String> markets = new CopyOnWriteArrayList<>();
        private final List<String> rejected = new CopyOnWriteArrayList<>();

        @Override
        public void onPrice(Price price) {
            prices.add(price.price().toPlainString());
        }

        @Override
        public void onState(StreamState state, String reason) {
            states.add(state);
        }

        @Override
        public void onMarketStatus(MarketStatus status) {
            markets.add(status.market());
        }

        @Override
        public void onRejected(String symbol, String code) {
            rejected.add(symbol + " " + code);
        }
    }
}
