package io.tradecache.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @TempDir
    private Path temporary;

    private Path data;

    @BeforeEach
    void letServersPassTheTemporaryDirectory() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        data = temporary.resolve("data");
    }

    @Test
    void aSecondStartFindsTheDataOnTheSamePorts() throws SQLException {
        int port;
        int redisPort;
        try (EmbeddedServers first = EmbeddedServers.in(data).start()) {
            EmbeddedPostgres postgres = first.postgres().orElseThrow();
            execute(postgres, "CREATE TABLE asset AS SELECT 'AAPL' AS symbol");
            port = postgres.port();
            redisPort = first.redis().orElseThrow().port();
        }

        try (EmbeddedServers second = EmbeddedServers.in(data).start()) {
            EmbeddedPostgres postgres = second.postgres().orElseThrow();
            assertThat(answer(postgres, "SELECT symbol FROM asset")).isEqualTo("AAPL");
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(second.redis().orElseThrow().port()).isEqualTo(redisPort);
        }
    }

    @Test
    void theDatabaseOfTheLauncherKeepsWhatItConfirmed() throws IOException, SQLException {
        TestDirectory.copyTemplate(data);
        try (EmbeddedServers servers = EmbeddedServers.in(data).withoutRedis().start()) {
            EmbeddedPostgres postgres = servers.postgres().orElseThrow();

            assertThat(answer(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(answer(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(answer(postgres, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(answer(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(answer(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(answer(postgres, "SELECT current_setting('is_superuser')"))
                    .isEqualTo("off");
        }
    }

    @Test
    void nobodyEntersWithoutThePassword() throws IOException {
        TestDirectory.copyTemplate(data);
        try (EmbeddedServers servers = EmbeddedServers.in(data).throwAway().start()) {
            EmbeddedPostgres postgres = servers.postgres().orElseThrow();
            EmbeddedRedis redis = servers.redis().orElseThrow();

            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "postgres", ""))
                    .isInstanceOf(SQLException.class);
            assertThat(RedisWire.answers(redis.port(), "guessed")).isFalse();
            assertThat(Files.getPosixFilePermissions(data.resolve("credentials.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void aLostCredentialsFileIsReplaced() throws IOException, SQLException {
        TestDirectory.copyTemplate(data);
        Files.delete(data.resolve("credentials.properties"));

        try (EmbeddedServers servers =
                EmbeddedServers.in(data).withoutRedis().throwAway().start()) {
            assertThat(answer(servers.postgres().orElseThrow(), "SELECT current_user"))
                    .isEqualTo("tradecache");
        }
    }

    @Test
    void closingLeavesNoProcess() throws IOException {
        TestDirectory.copyTemplate(data);
        EmbeddedServers servers = EmbeddedServers.in(data).throwAway().start();
        long postgres = servers.postgres().orElseThrow().pid();
        long redis = servers.redis().orElseThrow().pid();

        servers.close();
        servers.close();

        assertThat(ProcessSignals.title(postgres)).isEmpty();
        assertThat(ProcessSignals.title(redis)).isEmpty();
    }

    @Test
    void aTakenPortIsGivenUpForAnother() throws IOException {
        EmbeddedServers servers =
                EmbeddedServers.in(data).withoutPostgres().throwAway().start();
        int port = servers.redis().orElseThrow().port();
        servers.close();

        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(Ports.loopback(), port));
            try (EmbeddedServers again =
                    EmbeddedServers.in(data).withoutPostgres().throwAway().start()) {
                assertThat(again.redis().orElseThrow().port()).isNotEqualTo(port);
            }
        }
    }

    @Test
    void aKilledPostgresRecoversWhatWasCommitted() throws IOException, SQLException {
        TestDirectory.copyTemplate(data);
        try (EmbeddedServers servers = EmbeddedServers.in(data).withoutRedis().start()) {
            EmbeddedPostgres postgres = servers.postgres().orElseThrow();
            execute(postgres, "CREATE TABLE asset AS SELECT 'AAPL' AS symbol");

            postgres.kill();
            postgres.restart();

            assertThat(answer(postgres, "SELECT symbol FROM asset")).isEqualTo("AAPL");
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefused() throws IOException {
        TestDirectory.copyTemplate(data);
        Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> EmbeddedServers.in(data).withoutRedis().start())
                .isInstanceOf(EmbeddedServerException.WrongVersion.class)
                .hasMessageContaining("was written by PostgreSQL 17, but the embedded one is 18");
    }

    @Test
    void aMissingSystemLibraryOfRedisIsNamedAndPostgresGoesOn() throws IOException {
        Path cache = Files.createDirectory(temporary.resolve("cache"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path executable = new BinaryCache(cache, Platform.current()).redis();
        Files.writeString(executable, """
                #!/bin/sh
                echo "$0: error while loading shared libraries: libssl.so.3: cannot open shared object file"
                exit 127
                """);
        System.setProperty("tradecache.embedded.cache", cache.toString());
        List<String> told = new ArrayList<>();

        try (EmbeddedServers servers =
                EmbeddedServers.in(data).withoutPostgres().progress(told::add).start()) {
            assertThat(servers.redis()).isEmpty();
            assertThat(servers.redisTrouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble)
                            .isInstanceOfSatisfying(
                                    EmbeddedServerException.MissingLibrary.class,
                                    missing -> assertThat(missing.library()).isEqualTo("libssl.so.3")));
            assertThat(told).anyMatch(line -> line.contains("needs the system library libssl.so.3"));
        } finally {
            System.clearProperty("tradecache.embedded.cache");
        }
    }

    @Test
    void serversDoNotHearTheTerminalOfTheJvm() throws IOException {
        assumeTrue(Platform.current().linux());
        try (EmbeddedServers servers =
                EmbeddedServers.in(data).withoutPostgres().throwAway().start()) {
            long redis = servers.redis().orElseThrow().pid();

            assertThat(session(redis))
                    .isEqualTo(redis)
                    .isNotEqualTo(session(ProcessHandle.current().pid()));
        }
    }

    private static long session(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String answer(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
