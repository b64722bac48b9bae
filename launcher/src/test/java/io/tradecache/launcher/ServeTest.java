package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a newcomer starts it, in a process of its own with servers of its own. */
class ServeTest {

    @TempDir
    private Path temporary;

    @BeforeEach
    void letServersPassTheTemporaryDirectory() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Test
    void itServesDemoDataStopsWithoutATraceAndFindsTheDataAgain() {
        String created;
        List<ProcessHandle> servers;
        try (ServedProcess first = ServedProcess.start(temporary.resolve("data"))) {
            Http http = first.http();
            servers = first.servers();
            assertThat(first.lines())
                    .anyMatch(line -> line.contains("PostgreSQL") && line.contains("embedded"))
                    .anyMatch(line -> line.contains("Redis") && line.contains("embedded"))
                    .anyMatch(line -> line.contains("demo and demo2"));
            assertThat(http.get("/api/v1/users/demo/portfolios").json().path("portfolios"))
                    .hasSize(2);
            assertThat(http.get("/api/v1/users/demo2/watchlists").json().path("watchlists"))
                    .hasSize(1);
            await().until(() ->
                    http.get("/api/v1/users/demo/portfolios").cacheStatus().contains("hit"));
            assertThat(http.get("/health/ready").status()).isEqualTo(200);
            created = http.post("/api/v1/users/demo/portfolios", "{\"name\":\"Kept\"}")
                    .location();

            first.terminate();
        }
        assertThat(servers).isNotEmpty().noneMatch(ServedProcess::isRunning);

        try (ServedProcess second = ServedProcess.start(temporary.resolve("data"))) {
            assertThat(second.http().get(created).text("name")).isEqualTo("Kept");
            assertThat(second.http().get("/api/v1/users/demo/portfolios").json().path("portfolios"))
                    .hasSize(3);
        }
    }

    @Test
    void aStartAfterAKillEndsItsOwnOrphansAndKeepsWhatWasConfirmed() {
        List<ProcessHandle> orphans;
        String created;
        ServedProcess first = ServedProcess.start(temporary.resolve("data"), "--no-demo");
        created = first.http()
                .post("/api/v1/users/ada/portfolios", "{\"name\":\"Kept\"}")
                .location();
        orphans = first.servers();
        first.kill();

        try (ServedProcess second = ServedProcess.start(temporary.resolve("data"), "--no-demo")) {
            assertThat(second.http().get(created).text("name")).isEqualTo("Kept");
            assertThat(orphans).noneMatch(ServedProcess::isRunning);
        }
    }
}
