package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.port.Telemetry;
import io.tradecache.redis.RedisSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The network between the nodes and Redis fails without saying so. No call fails, and nothing old is left afterwards. */
@Tag("alone")
class NetworkTroubleTest {

    private static final int PORTFOLIOS = 100;

    private final List<Relay> relays = new ArrayList<>();
    private final Cluster cluster = new Cluster(
            2,
            PORTFOLIOS,
            new TestNode.Around(this::relayed, UnaryOperator.identity(), UnaryOperator.identity(), Telemetry.NONE));
    private final TestNode here = cluster.nodes.get(0);
    private final TestNode there = cluster.nodes.get(1);

    @AfterEach
    void stop() {
        relays.forEach(Relay::close);
        cluster.close();
    }

    @Test
    void aNetworkThatSwallowsEverythingHoldsUpNobody() {
        cluster.warm();
        relays.forEach(Relay::swallow);
        List<Duration> writes = new ArrayList<>();
        List<Duration> reads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            writes.add(timed(() -> cluster.rename(here, number, "Swallowed")));
            reads.add(timed(() -> cluster.read(there, PORTFOLIOS - 1 - number)));
            assertThat(cluster.read(here, i).value().name()).isEqualTo("Swallowed");
        }
        relays.forEach(Relay::heal);
        Duration healed = freshEverywhere(50, "Swallowed");
        System.out.printf(
                "a network that swallows everything: a write took p90 %d ms, at most %d ms, a read p90 %d ms, at most"
                        + " %d ms; everything fresh %d ms after it healed%n",
                quantile(writes, 0.9).toMillis(),
                quantile(writes, 1).toMillis(),
                quantile(reads, 0.9).toMillis(),
                quantile(reads, 1).toMillis(),
                healed.toMillis());

        assertThat(quantile(writes, 0.9)).isLessThan(Bounds.of(Duration.ofMillis(100)));
        assertThat(quantile(reads, 0.9)).isLessThan(Bounds.of(Duration.ofMillis(100)));
        assertThat(healed).isLessThan(Bounds.of(Duration.ofSeconds(1)));
    }

    @Test
    void aNodeWhoseMessagesDoNotArriveAnyMoreServesNothingOldBeyondItsBound() {
        cluster.warm();
        relays.get(1).swallowAnswers();
        List<Duration> seen = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int number = i;
            cluster.rename(here, i, "Half open");
            seen.add(
                    Until.holds(() -> cluster.read(there, number).value().name().equals("Half open")));
        }
        System.out.printf(
                "a node that hears nothing any more showed a write after p50 %d ms, at most %d ms%n",
                quantile(seen, 0.5).toMillis(), quantile(seen, 1).toMillis());
        relays.get(1).heal();

        assertThat(quantile(seen, 1)).isLessThan(Bounds.of(Duration.ofMillis(600)));
        assertThat(freshEverywhere(30, "Half open")).isLessThan(Bounds.of(Duration.ofSeconds(1)));
    }

    @Test
    void connectionsThatAreResetAgainAndAgainFailNoCall() {
        cluster.warm();
        for (int i = 0; i < 30; i++) {
            relays.forEach(Relay::breakAll);
            cluster.rename(cluster.nodes.get(i % 2), i, "Reset");
            assertThat(cluster.read(cluster.nodes.get(i % 2), i).value().name()).isEqualTo("Reset");
        }

        assertThat(freshEverywhere(30, "Reset")).isLessThan(Bounds.of(Duration.ofSeconds(1)));
    }

    private RedisSettings relayed(RedisSettings settings) {
        Relay relay = new Relay(settings.uri());
        relays.add(relay);
        return RedisSettings.of(relay.uri());
    }

    private Duration freshEverywhere(int count, String name) {
        return Until.holds(() -> {
            for (TestNode node : List.of(here, there)) {
                for (int i = 0; i < count; i++) {
                    if (!cluster.read(node, i).value().name().equals(name)) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    private static Duration timed(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Duration quantile(List<Duration> times, double share) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }
}
