package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.embedded.TestServers;
import io.tradecache.launcher.Http.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What somebody beside the server sees in Redis: the guide's names and lifetimes after reads, and after each of the
 * thirteen operations exactly the keys of the matrix gone. Two users, each with two portfolios and two watchlists.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CachedKeysTest {

    private static final long FIVE_MINUTES = 300_000;
    private static final long HALF_A_MINUTE = 30_000;

    private RunningNode node;
    private Http http;
    private RedisKeys redis;
    private final Owner ada = new Owner("ada");
    private final Owner bob = new Owner("bob");

    /** A user with two portfolios of a holding each and two watchlists of two items each. */
    private final class Owner {
        private final String name;
        private final String[] portfolios = new String[2];
        private final String[] holdings = new String[2];
        private final String[] watchlists = new String[2];
        private final String[] items = new String[2];

        Owner(String name) {
            this.name = name;
        }

        void create() {
            for (int i = 0; i < 2; i++) {
                portfolios[i] =
                        http.post(user() + "/portfolios", "{\"name\":\"P\"}").text("portfolio_id");
                holdings[i] =
                        http.post(portfolio(i) + "/holdings", holding("AAPL")).text("holding_id");
                watchlists[i] =
                        http.post(user() + "/watchlists", "{\"name\":\"W\"}").text("watchlist_id");
                items[i] = http.post(watchlist(i) + "/items", "{\"stock_symbol\":\"MSFT\"}")
                        .text("item_id");
                http.post(watchlist(i) + "/items", "{\"stock_symbol\":\"TSLA\"}");
            }
        }

        void readEverything() {
            http.get(user() + "/portfolios");
            http.get(user() + "/watchlists");
            for (int i = 0; i < 2; i++) {
                http.get(portfolio(i));
                http.get(portfolio(i) + "/real-time");
                http.get(portfolio(i) + "/analytics");
                http.get(watchlist(i));
                http.get(watchlist(i) + "/real-time");
            }
        }

        /** What is kept when everything was read. */
        Set<String> keys() {
            Set<String> keys = new HashSet<>();
            for (int i = 0; i < 2; i++) {
                keys.addAll(portfolioKeys(portfolios[i]));
                keys.addAll(watchlistKeys(watchlists[i]));
            }
            return keys;
        }

        String user() {
            return "/api/v1/users/" + name;
        }

        String portfolio(int i) {
            return user() + "/portfolios/" + portfolios[i];
        }

        String watchlist(int i) {
            return user() + "/watchlists/" + watchlists[i];
        }

        /** What any change of a portfolio or its holdings spoils. */
        Set<String> portfolioKeys(String id) {
            return Set.of(
                    "portfolios:" + name,
                    "portfolio:" + name + ":" + id,
                    "portfolio:rt:" + name + ":" + id,
                    "analytics:portfolio:" + name + ":" + id);
        }

        /** What any change of a watchlist or its items spoils, its creation aside. */
        Set<String> watchlistKeys(String id) {
            return Set.of("watchlists:" + name, "watchlist:" + id, "watchlist:rt:" + id);
        }
    }

    @BeforeAll
    void start() {
        URI uri = TestServers.freshRedis();
        node = new RunningNode(uri);
        http = node.http();
        redis = new RedisKeys(uri);
        ada.create();
        bob.create();
    }

    @AfterAll
    void stop() {
        redis.close();
        node.close();
    }

    /** Reads until all of it is kept, for on a busy machine Redis may take longer than a reader waits for it. */
    @BeforeEach
    void fillTheCache() {
        node.awaitTold();
        await().pollDelay(Duration.ZERO).until(() -> {
            ada.readEverything();
            bob.readEverything();
            return redis.values().keySet().containsAll(ada.keys())
                    && redis.values().keySet().containsAll(bob.keys());
        });
    }

    @Test
    void readsLeaveTheGuidesKeysWithTheGuidesLifetimes() {
        http.post("/api/v1/prices/real-time", "{\"symbols\":[\"AAPL\",\"TSLA\"]}");

        Map<String, Long> keys = redis.values();

        for (String key : Set.of(
                "portfolios:ada",
                "portfolio:ada:" + ada.portfolios[0],
                "watchlists:ada",
                "watchlist:" + ada.watchlists[0])) {
            assertThat(keys.get(key)).as(key).isBetween(FIVE_MINUTES - 30_000, FIVE_MINUTES);
        }
        for (String key : Set.of(
                "portfolio:rt:ada:" + ada.portfolios[0],
                "analytics:portfolio:ada:" + ada.portfolios[0],
                "watchlist:rt:" + ada.watchlists[0],
                "price:rt:AAPL")) {
            assertThat(keys.get(key)).as(key).isBetween(1L, HALF_A_MINUTE);
        }
        assertThat(keys.keySet()).anyMatch(key -> key.matches("prices:rt:[0-9a-f]{32}"));
        assertThat(keys.keySet()).allMatch(key -> key.matches("[a-z]+(:[^:\\s]+)+"), "the form of a key");
        assertThat(redis.get("portfolio:ada:" + ada.portfolios[0]))
                .startsWith("{\"v\":1,")
                .contains("\"AAPL\"");
    }

    @Test
    void barsAndIndicatorsAreKeptUnderTheGuidesKeys() {
        node.keepBar("AAPL", LocalDate.of(2025, 1, 15));

        http.get("/api/v1/prices/AAPL/history/2025-01-15");
        http.get("/api/v1/prices/AAPL/history");
        http.get("/api/v1/prices/AAPL/indicators");

        Map<String, Long> keys = redis.values();
        assertThat(keys.get("price:AAPL:2025-01-15")).isBetween(86_370_000L, 86_400_000L);
        assertThat(keys.get("prices:AAPL")).isBetween(780_000L, 900_000L);
        assertThat(keys.get("indicators:AAPL")).isBetween(3_210_000L, 3_600_000L);
        assertThat(redis.get("price:AAPL:2025-01-15")).contains("\"date\":\"2025-01-15\"");
    }

    @Test
    void noKeyLacksALifetime() {
        http.patch(
                ada.portfolio(0), "{\"name\":\"Q\"}", http.get(ada.portfolio(0)).etag());

        assertThat(redis.all())
                .isNotEmpty()
                .allSatisfy((key, lifetime) -> assertThat(lifetime).isPositive());
    }

    @Test
    void creatingAPortfolio() {
        String id = spoils(() -> http.post(ada.user() + "/portfolios", "{\"name\":\"New\"}"), Set.of("portfolios:ada"))
                .text("portfolio_id");

        assertThat(id).startsWith("portfolio_");
    }

    @Test
    void updatingAPortfolio() {
        String etag = http.get(ada.portfolio(0)).etag();

        spoils(
                () -> http.patch(ada.portfolio(0), "{\"name\":\"Renamed\"}", etag),
                ada.portfolioKeys(ada.portfolios[0]));
    }

    @Test
    void deletingAPortfolio() {
        String id =
                http.post(ada.user() + "/portfolios", "{\"name\":\"Doomed\"}").text("portfolio_id");
        String path = ada.user() + "/portfolios/" + id;
        fillTheCache();
        await().pollDelay(Duration.ZERO).until(() -> {
            http.get(path);
            http.get(path + "/real-time");
            http.get(path + "/analytics");
            return redis.values().keySet().containsAll(ada.portfolioKeys(id));
        });
        String etag = http.get(path).etag();

        spoils(() -> http.delete(path, etag), ada.portfolioKeys(id));
    }

    @Test
    void creatingAHolding() {
        spoils(() -> http.post(ada.portfolio(0) + "/holdings", holding("NVDA")), ada.portfolioKeys(ada.portfolios[0]));
    }

    @Test
    void updatingAHolding() {
        String path = ada.portfolio(0) + "/holdings/" + ada.holdings[0];
        String etag = http.get(path).etag();

        spoils(() -> http.patch(path, "{\"quantity\":11}", etag), ada.portfolioKeys(ada.portfolios[0]));
    }

    @Test
    void deletingAHolding() {
        String path = ada.portfolio(1) + "/holdings/"
                + http.post(ada.portfolio(1) + "/holdings", holding("KO")).text("holding_id");
        fillTheCache();
        String etag = http.get(path).etag();

        spoils(() -> http.delete(path, etag), ada.portfolioKeys(ada.portfolios[1]));
    }

    @Test
    void creatingAWatchlist() {
        spoils(() -> http.post(ada.user() + "/watchlists", "{\"name\":\"New\"}"), Set.of("watchlists:ada"));
    }

    @Test
    void updatingAWatchlist() {
        String etag = http.get(ada.watchlist(0)).etag();

        spoils(() -> http.patch(ada.watchlist(0), "{\"name\":\"V\"}", etag), ada.watchlistKeys(ada.watchlists[0]));
    }

    @Test
    void deletingAWatchlist() {
        String id =
                http.post(ada.user() + "/watchlists", "{\"name\":\"Doomed\"}").text("watchlist_id");
        String path = ada.user() + "/watchlists/" + id;
        fillTheCache();
        await().pollDelay(Duration.ZERO).until(() -> {
            http.get(path);
            http.get(path + "/real-time");
            return redis.values().keySet().containsAll(ada.watchlistKeys(id));
        });
        String etag = http.get(path).etag();

        spoils(() -> http.delete(path, etag), ada.watchlistKeys(id));
    }

    @Test
    void addingAnItem() {
        spoils(
                () -> http.post(ada.watchlist(0) + "/items", "{\"stock_symbol\":\"NFLX\"}"),
                ada.watchlistKeys(ada.watchlists[0]));
    }

    @Test
    void updatingAnItem() {
        String path = ada.watchlist(0) + "/items/" + ada.items[0];
        long version = version(ada.watchlist(0), ada.items[0]);

        spoils(
                () -> http.patch(path, "{\"notes\":\"soon\",\"expected_version\":" + version + "}", null),
                ada.watchlistKeys(ada.watchlists[0]));
    }

    @Test
    void removingAnItem() {
        String id = http.post(ada.watchlist(1) + "/items", "{\"stock_symbol\":\"GOOGL\"}")
                .text("item_id");
        fillTheCache();
        long version = version(ada.watchlist(1), id);

        spoils(
                () -> http.delete(ada.watchlist(1) + "/items/" + id, "\"v" + version + "\""),
                ada.watchlistKeys(ada.watchlists[1]));
    }

    @Test
    void movingAnItemToAPortfolio() {
        String id = http.post(ada.watchlist(1) + "/items", "{\"stock_symbol\":\"META\"}")
                .text("item_id");
        fillTheCache();
        String body = "{\"portfolio_id\":\"" + ada.portfolios[1] + "\",\"quantity\":3,\"avg_entry_price\":50}";
        Set<String> both = new HashSet<>(ada.watchlistKeys(ada.watchlists[1]));
        both.addAll(ada.portfolioKeys(ada.portfolios[1]));

        spoils(() -> http.post(ada.watchlist(1) + "/items/" + id + "/move-to-portfolio", body), both);
    }

    /** Does it, and compares what there was before and after. Quotes may come and go by themselves. */
    private Answer spoils(Supplier<Answer> operation, Set<String> spoiled) {
        Set<String> before = redis.values().keySet();

        Answer answer = operation.get();

        Set<String> gone = new HashSet<>(before);
        gone.removeAll(redis.values().keySet());
        gone.removeIf(key -> key.startsWith("price"));
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        assertThat(gone).isEqualTo(spoiled);
        return answer;
    }

    private long version(String watchlist, String item) {
        for (var each : http.get(watchlist).json().path("items")) {
            if (each.path("item_id").asText().equals(item)) {
                return each.path("version").asLong();
            }
        }
        throw new IllegalStateException("no item " + item);
    }

    private static String holding(String symbol) {
        return "{\"stock_symbol\":\"" + symbol + "\",\"quantity\":10,\"avg_entry_price\":50}";
    }
}
