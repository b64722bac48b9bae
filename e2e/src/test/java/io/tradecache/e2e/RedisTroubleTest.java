package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.core.model.portfolio.Portfolio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** Redis is frozen, killed, emptied, cut off. No call fails, no write waits long, and nothing old is left when it is back. */
@Tag("alone")
class RedisTroubleTest {

    private static final int PORTFOLIOS = 200;

    private Cluster cluster;
    private TestNode here;
    private TestNode there;

    @BeforeEach
    void start() {
        cluster = new Cluster(2, PORTFOLIOS);
        here = cluster.nodes.get(0);
        there = cluster.nodes.get(1);
        cluster.warm();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void writesToAFrozenRedisAreQuickPendingAndSoonSeenEverywhere() throws InterruptedException {
        cluster.redis.pause();
        List<Duration> writes = new ArrayList<>();
        List<Duration> seen = new ArrayList<>();
        int pending = 0;
        for (int i = 0; i < 50; i++) {
            int number = i;
            long begun = System.nanoTime();
            pending += cluster.rename(here, i, "Frozen") ? 1 : 0;
            writes.add(Duration.ofNanos(System.nanoTime() - begun));
            assertThat(cluster.read(here, i).value().name())
                    .as("on the writer's node")
                    .isEqualTo("Frozen");
            seen.add(
                    Until.holds(() -> cluster.read(there, number).value().name().equals("Frozen")));
        }
        cluster.redis.resume();
        Duration healed = Until.holds(() -> oldInRedis(50, "Frozen") == 0);
        report("50 writes while Redis was frozen", writes, seen, healed);

        assertThat(pending).isEqualTo(50);
        assertThat(quantile(writes, 0.9)).isLessThan(Bounds.of(Duration.ofMillis(100)));
        assertThat(quantile(seen, 0.9)).isLessThan(Bounds.of(Duration.ofMillis(300)));
        assertThat(healed).isLessThan(Bounds.of(Duration.ofMillis(2_500)));
        assertNothingOld(50, "Frozen");
    }

    @Test
    void aKilledRedisThatComesBackEmptyIsFilledAgain() {
        cluster.redis.kill();
        for (int i = 0; i < 20; i++) {
            cluster.rename(here, i, "Killed");
            assertThat(cluster.read(here, i).value().name()).isEqualTo("Killed");
        }
        cluster.redis.restart();
        Duration healed = Until.holds(
                () -> here.store.run().isPresent() && there.store.run().isPresent());
        System.out.printf("a restarted Redis is used again after %d ms%n", healed.toMillis());

        assertNothingOld(20, "Killed");
        assertThat(Until.holds(() -> {
                    cluster.read(there, 30);
                    return inRedis(30);
                }))
                .isLessThan(Bounds.of(Duration.ofSeconds(2)));
    }

    @Test
    void subscribersThatAreCutAgainAndAgainStayInStep() {
        Random random = new Random(7);
        try (Jedis client = new Jedis(cluster.redis.uri())) {
            for (int round = 0; round < 25; round++) {
                client.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
                for (int k = 0; k < 20; k++) {
                    int i = random.nextInt(PORTFOLIOS);
                    String name = "Round " + round + "." + k;
                    cluster.rename(cluster.nodes.get(k % 2), i, name);
                    assertThat(cluster.read(cluster.nodes.get(k % 2), i).value().name())
                            .isEqualTo(name);
                }
                await().until(() -> subscribers(client) == cluster.nodes.size());
            }
        }
        assertCopiesFresh();
    }

    @Test
    void scriptsAndValuesThatAreGoneAreMadeAnew() {
        try (Jedis client = new Jedis(cluster.redis.uri())) {
            for (int i = 0; i < 20; i++) {
                if (i % 2 == 0) {
                    client.scriptFlush();
                } else {
                    client.flushAll();
                }
                boolean pending = cluster.rename(here, i, "Flushed");

                assertThat(pending).isFalse();
            }
        }
        assertNothingOld(20, "Flushed");
    }

    @Test
    void restartsUnderLoadFailNoCallAndLeaveNothingOld() throws Exception {
        int rounds = Boolean.getBoolean("tradecache.soak") ? 50 : 5;
        AtomicLong reads = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TestNode node = cluster.nodes.get(i % 2);
            Random random = new Random(i);
            running.add(readers.submit(() -> {
                while (!over.get()) {
                    cluster.read(node, random.nextInt(PORTFOLIOS));
                    reads.incrementAndGet();
                }
            }));
        }
        for (int round = 0; round < rounds; round++) {
            cluster.redis.kill();
            for (int k = 0; k < 10; k++) {
                cluster.rename(cluster.nodes.get(k % 2), (round * 10 + k) % PORTFOLIOS, "Round " + round);
            }
            cluster.redis.restart();
            Until.holds(() -> here.store.run().isPresent() && there.store.run().isPresent());
        }
        over.set(true);
        for (Future<?> each : running) {
            each.get(30, TimeUnit.SECONDS);
        }
        readers.shutdown();
        System.out.printf("%d restarts of Redis under %d reads: none failed%n", rounds, reads.get());

        assertCopiesFresh();
    }

    private void assertNothingOld(int count, String name) {
        for (int i = 0; i < count; i++) {
            assertThat(cluster.read(here, i).value().name()).isEqualTo(name);
            int number = i;
            assertThat(Until.holds(
                            () -> cluster.read(there, number).value().name().equals(name)))
                    .isLessThan(Bounds.of(Duration.ofMillis(500)));
        }
        assertThat(oldInRedis(count, name)).isZero();
    }

    private void assertCopiesFresh() {
        Duration took = Until.holds(() -> {
            for (int i = 0; i < PORTFOLIOS; i++) {
                Portfolio stored = here.persistence
                        .portfolios()
                        .find(cluster.subjects.id(i))
                        .orElseThrow();
                for (TestNode node : cluster.nodes) {
                    if (cluster.read(node, i).entry().version() < stored.version()) {
                        return false;
                    }
                }
            }
            return true;
        });
        assertThat(took).isLessThan(Bounds.of(Duration.ofSeconds(1)));
    }

    private long oldInRedis(int count, String name) {
        String[] keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = cluster.subjects.key(i).text();
        }
        try (Jedis client = new Jedis(cluster.redis.uri())) {
            return client.mget(keys).stream()
                    .filter(value -> value != null && !value.contains("\"" + name + "\""))
                    .count();
        }
    }

    private static long subscribers(Jedis client) {
        return client.clientList(ClientType.PUBSUB).lines().count();
    }

    private boolean inRedis(int i) {
        try (Jedis client = new Jedis(cluster.redis.uri())) {
            return client.exists(cluster.subjects.key(i).text());
        }
    }

    private static void report(String what, List<Duration> writes, List<Duration> seen, Duration healed) {
        System.out.printf(
                "%s: a write took p50 %d ms, p90 %d ms, at most %d ms; the other node showed it after p50 %d ms, at most"
                        + " %d ms; Redis told %d ms after it answered again%n",
                what,
                quantile(writes, 0.5).toMillis(),
                quantile(writes, 0.9).toMillis(),
                quantile(writes, 1).toMillis(),
                quantile(seen, 0.5).toMillis(),
                quantile(seen, 1).toMillis(),
                healed.toMillis());
    }

    private static Duration quantile(List<Duration> times, double share) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }
}
