package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that wants keys, with servers of its own, and the commands that make and revoke them while it runs. */
class AccessTest {

    private static final String MINE = "/api/v1/users/amelia/portfolios";
    private static final Pattern KEY = Pattern.compile("tck_([0-9a-f]{12})_[0-9a-f]{64}");

    @TempDir
    private Path temporary;

    @BeforeEach
    void letServersPassTheTemporaryDirectory() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Test
    void keysAreMadeAndRevokedWhileItRuns() {
        Path data = temporary.resolve("data");
        try (ServedProcess server = ServedProcess.start(data, "--no-demo", "--auth", "api-key")) {
            assertThat(server.lines()).anyMatch(line -> line.contains("access") && line.contains("API keys"));
            assertThat(server.http().get(MINE).status()).isEqualTo(401);
            Matcher key = KEY.matcher(run("api-key", "create", "--user", "amelia", "--data-dir", data.toString()));
            assertThat(key.find()).isTrue();
            Http amelia = server.http().with("Authorization", "Bearer " + key.group());

            assertThat(amelia.get(MINE).status()).isEqualTo(200);
            assertThat(amelia.get("/api/v1/users/bob/portfolios").status()).isEqualTo(404);
            assertThat(amelia.get("/metrics").status()).isEqualTo(403);
            assertThat(server.http().get("/health/ready").status()).isEqualTo(200);
            listensByTicketOnce(server.port(), amelia);

            run("api-key", "revoke", key.group(1), "--data-dir", data.toString());
            await().untilAsserted(() -> assertThat(amelia.get(MINE).status()).isEqualTo(401));
        }
    }

    private static void listensByTicketOnce(int port, Http user) {
        String ticket = user.post("/api/v1/stream-tickets", "").text("ticket");

        assertThatThrownBy(() -> connected(port, "")).hasStackTraceContaining("401");
        connected(port, "?ticket=" + ticket).abort();
        assertThatThrownBy(() -> connected(port, "?ticket=" + ticket)).hasStackTraceContaining("401");
    }

    private static WebSocket connected(int port, String query) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/prices" + query), new WebSocket.Listener() {})
                .join();
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(Map.of(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        assertThat(exitCode).as(err.toString()).isZero();
        return out.toString();
    }
}
