package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.launcher.Settings.Market;
import java.net.URI;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What administrators see of a cache that two nodes and another program share, and do with it. */
class CacheAdministrationTest {

    private static final String CACHE = "/api/v1/admin/cache";

    @Test
    void aForgottenKeyIsGoneFromEveryNodeAndNobodyElsesIsTouched() {
        URI redis = TestServers.freshRedis();
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode one = new RunningNode(redis, database, Market.SIM);
                RunningNode other = new RunningNode(redis, database, Market.SIM);
                Jedis program = new Jedis(redis)) {
            program.set("session:1", "another program's");
            String path = one.http()
                    .post("/api/v1/users/ada/portfolios", "{\"name\":\"P\"}")
                    .location();
            String key = "portfolio:ada:" + path.substring(path.lastIndexOf('/') + 1);
            one.awaitTold();
            await().until(() -> {
                one.http().get(path);
                return other.http().get(path).cacheStatus().contains("detail=near");
            });

            assertThat(one.http().get(CACHE + "/keys").json().get("keys").toString())
                    .contains(key)
                    .doesNotContain("session", "lease");
            assertThat(one.http().get(CACHE + "/entry?key=" + key).text("tier")).isEqualTo("redis");
            assertThat(one.http().delete(CACHE + "/entry?key=session:1", null).status())
                    .isEqualTo(404);
            assertThat(one.http().delete(CACHE + "/entry?key=" + key, null).status())
                    .isEqualTo(204);

            await().until(() -> one.http().get("/metrics").body().contains("cache_entry_update\"} 1.0"));
            assertThat(one.http().get(path).cacheStatus()).contains("fwd=miss");
            await().until(() -> other.http()
                    .get("/metrics")
                    .body()
                    .contains("direction=\"received\",type=\"cache_entry_update\"} 1.0"));
            // What was received is counted before it is heeded.
            await().until(() -> other.http().get(path).cacheStatus().contains("detail=redis"));
            assertThat(program.get("session:1")).isEqualTo("another program's");
            assertThat(one.http().get("/metrics").body()).containsPattern("cache_redis_used_memory_bytes [1-9]");
        }
    }

    @Test
    void whoMayNotAskForTheMemoryOfRedisMayWarm() {
        try (EmbeddedRedis redis = TestServers.ownRedis();
                RunningNode node = new RunningNode(redis.uri());
                Jedis administrator = new Jedis(redis.uri())) {
            node.http().post("/api/v1/users/ada/portfolios", "{\"name\":\"P\"}");
            node.awaitTold();
            administrator.aclSetUser("default", "-info");

            assertThat(node.http()
                            .post(CACHE + "/warm", "{\"users\":[\"ada\"]}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whileRedisIsAwayNothingIsSaidToBeDoneThatIsNot() {
        try (EmbeddedRedis redis = TestServers.ownRedis();
                RunningNode node = new RunningNode(redis.uri())) {
            Http http = node.http();
            String path = http.post("/api/v1/users/ada/portfolios", "{\"name\":\"P\"}")
                    .location();
            String entry = CACHE + "/entry?key=portfolio:ada:" + path.substring(path.lastIndexOf('/') + 1);
            node.awaitTold();
            await().until(() -> http.get(path).cacheStatus().contains("detail=near"));
            assertThat(http.get(entry).status()).isEqualTo(200);

            redis.pause();
            Http.Answer forgotten = http.delete(entry, null);
            assertThat(forgotten.status()).isEqualTo(503);
            assertThat(forgotten.text("type")).endsWith("cache-unavailable");
            assertThat(forgotten.text("detail")).contains("this node alone");
            assertThat(http.get(path).cacheStatus()).contains("fwd=bypass");
            assertThat(http.get(entry).status()).isEqualTo(503);
            assertThat(http.get(CACHE + "/keys").status()).isEqualTo(503);
            assertThat(http.post(CACHE + "/warm", "{\"users\":[\"ada\"]}").status())
                    .isEqualTo(503);
            assertThat(http.get(CACHE + "/stats").json().get("reachable").asBoolean())
                    .isFalse();

            redis.resume();
            await().untilAsserted(() -> assertThat(http.get(entry).status()).isEqualTo(200));
            assertThat(http.delete(entry, null).status()).isEqualTo(204);
            assertThat(http.get(entry).status()).isEqualTo(404);
            assertThat(http.post(CACHE + "/warm", "{\"users\":[\"ada\"]}").status())
                    .isEqualTo(200);
        }
    }
}
