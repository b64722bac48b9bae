package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node is killed at each gate of a write: ten times each, fifty with {@code -Dtradecache.soak=true}. Whatever it
 * committed, the other nodes show within 300 ms, and nothing old is left.
 */
@Tag("alone")
class CrashTest {

    private static final int TIMES = Boolean.getBoolean("tradecache.soak") ? 50 : 10;
    private static final Duration BOUND = Bounds.of(Duration.ofMillis(300));

    @Test
    void aKilledWriterLeavesNothingOldBehind() {
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            gates.addAll(List.of(Gate.values()));
        }
        List<Duration> times = new ArrayList<>();
        try (Cluster cluster = new Cluster(2, gates.size())) {
            cluster.warm();
            NodeProcess next = start(gates.get(0), cluster);
            for (int i = 0; i < gates.size(); i++) {
                NodeProcess writer = next;
                if (i + 1 < gates.size()) {
                    next = start(gates.get(i + 1), cluster);
                }
                times.add(killed(writer, gates.get(i), i, cluster));
            }
        }
        times.sort(Duration::compareTo);
        System.out.printf(
                "%d writers killed: others fresh after p50 %d ms, p99 %d ms, at most %d ms%n",
                times.size(),
                times.get(times.size() / 2).toMillis(),
                times.get(times.size() * 99 / 100).toMillis(),
                times.get(times.size() - 1).toMillis());
    }

    private static NodeProcess start(Gate gate, Cluster cluster) {
        List<String> words = new ArrayList<>(List.of(gate.name()));
        words.addAll(List.of(cluster.servers.words()));
        return NodeProcess.startShortLived(DyingWriter.class, words, complaint -> {});
    }

    private static Duration killed(NodeProcess writer, Gate gate, int i, Cluster cluster) {
        assertThat(writer.answer()).isEqualTo("ready");
        cluster.nodes.forEach(node -> cluster.read(node, i));
        assertThat(writer.ask(Integer.toString(i))).isEqualTo("stopped");

        writer.kill();

        long expected = gate.committed() ? 2 : 1;
        Duration took = Until.holds(() -> cluster.nodes.stream()
                .allMatch(node -> cluster.read(node, i).entry().version() == expected));
        assertThat(took).as("%s, number %d", gate, i).isLessThanOrEqualTo(BOUND);
        return took;
    }
}
