package io.tradecache.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against servers that are none; the launcher's tests have the real one. */
class LoadTest {

    @Test
    void whatIsNotUpgradedIsReportedWithItsReason() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            LoadReport report = run(server.getAddress().getPort());

            assertThat(report.connections().opened()).isZero();
            assertThat(report.connections().failed()).isEqualTo(Map.of("the answer was HTTP/1.1 404", 3));
            assertThat(report.framesPerSecond()).isZero();
            assertThat(report.cpuMicrosPerFrame()).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerThatIsNotThereIsReportedWithoutWaiting() throws IOException, InterruptedException {
        LoadReport report = run(freePort());

        assertThat(report.connections().opened()).isZero();
        assertThat(report.connections().failed()).hasSize(1).containsValue(3);
    }

    @Test
    void optionsThatCannotBeAreNamed() {
        URI target = URI.create("ws://127.0.0.1/ws/prices");

        assertThatThrownBy(() -> LoadOptions.to(URI.create("http://127.0.0.1")).build())
                .hasMessageContaining("ws://");
        assertThatThrownBy(() -> LoadOptions.to().build()).hasMessageContaining("targets");
        assertThatThrownBy(() -> LoadOptions.to(target).connections(0, 1).build())
                .hasMessageContaining("connections");
        assertThatThrownBy(() -> LoadOptions.to(target).symbols(List.of("A"), 2).build())
                .hasMessageContaining("symbolsPerClient");
        assertThatThrownBy(() ->
                        LoadOptions.to(target).gathering(Duration.ofSeconds(2)).build())
                .hasMessageContaining("gathering");
        assertThatThrownBy(() -> LoadOptions.to(target).intervalMillis(0).build())
                .hasMessageContaining("intervalMillis");
        assertThatThrownBy(() -> LoadOptions.to(target)
                        .slow(0.6)
                        .pausing(0.5, Duration.ofSeconds(1))
                        .build())
                .hasMessageContaining("slowShare");
    }

    private static LoadReport run(int port) throws InterruptedException {
        return Load.of(LoadOptions.to(URI.create("ws://127.0.0.1:" + port + "/ws/prices"))
                        .connections(3, 1_000)
                        .lasting(Duration.ofMinutes(1), Duration.ofMinutes(1))
                        .build())
                .run(progress -> {});
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
