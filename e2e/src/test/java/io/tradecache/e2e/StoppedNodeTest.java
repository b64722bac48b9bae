package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.load.Load;
import io.tradecache.load.LoadOptions;
import io.tradecache.load.LoadProgress.Phase;
import io.tradecache.load.LoadReport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A node is told to stop while clients are at it: all are told to come again, and are served by another one. */
class StoppedNodeTest {

    private static final int CLIENTS = 100;

    private @Nullable CompletableFuture<Void> stopping;

    @Test
    void allClientsOfANodeThatStopsAreServedByAnother() throws InterruptedException {
        try (TestDatabase database = TestServers.freshDatabase()) {
            Servers servers =
                    new Servers(database.jdbcUrl(), database.user(), database.password(), TestServers.freshRedis());
            try (ServedNode stopped = ServedNode.start(servers);
                    ServedNode other = ServedNode.start(servers)) {
                assertThat(other.state("AAPL", "150.25")).isTrue();

                LoadReport report = Load.of(LoadOptions.to(stream(stopped), stream(other))
                                .connections(CLIENTS, 500)
                                .lasting(Duration.ofMillis(500), Duration.ofSeconds(9))
                                .build())
                        .run(progress -> {
                            if (progress.phase() == Phase.MEASURING && stopping == null) {
                                stopping = CompletableFuture.runAsync(stopped::close);
                            }
                        });

                assertThat(report.connections().opened()).isEqualTo(CLIENTS);
                assertThat(report.returns().hints()).isEqualTo(CLIENTS);
                assertThat(report.returns().unhinted()).isZero();
                assertThat(report.closed()).isEqualTo(Map.of(1012, CLIENTS));
                assertThat(report.returns().back()).isEqualTo(CLIENTS);
                assertThat(stopping).succeedsWithin(Duration.ofSeconds(20));
            }
        }
    }

    private static URI stream(ServedNode node) {
        return URI.create("ws://127.0.0.1:" + node.port() + "/ws/prices");
    }
}
