package io.tradecache.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherProcessesTest {

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @TempDir
    private Path temporary;

    private Path data;

    @BeforeEach
    void letServersPassTheTemporaryDirectory() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        data = temporary.resolve("data");
    }

    @Test
    void serversOfAKilledJvmAreEndedByTheNextStart() throws IOException, SQLException {
        TestDirectory.copyTemplate(data);
        ChildJvm child = ChildJvm.start(data);
        child.kill();
        assertThat(child.hasServers()).isTrue();

        try (EmbeddedServers servers = EmbeddedServers.in(data).throwAway().start()) {
            assertThat(child.hasNoServers()).isTrue();
            assertThat(EmbeddedServersTest.answer(servers.postgres().orElseThrow(), "SELECT 'well'"))
                    .isEqualTo("well");
        }
    }

    @Test
    void aTerminatedJvmLeavesNoServers() throws IOException {
        TestDirectory.copyTemplate(data);
        ChildJvm child = ChildJvm.start(data);

        child.terminate();

        assertThat(child.hasNoServers()).isTrue();
    }

    @Test
    void aDirectoryOfALivingJvmIsRefusedAndItsServersGoOn() throws IOException {
        TestDirectory.copyTemplate(data);
        try (ChildJvm child = ChildJvm.start(data)) {
            assertThatThrownBy(() -> EmbeddedServers.in(data).start())
                    .isInstanceOf(EmbeddedServerException.DataDirectoryInUse.class)
                    .hasMessageContaining("is in use by process");

            assertThat(child.hasServers()).isTrue();
        }
    }

    @Test
    void aDirectoryInUseByThisJvmIsRefused() {
        try (EmbeddedServers servers =
                EmbeddedServers.in(data).withoutPostgres().throwAway().start()) {
            assertThatThrownBy(() -> EmbeddedServers.in(data).start())
                    .isInstanceOf(EmbeddedServerException.DataDirectoryInUse.class);
            assertThatThrownBy(() -> EmbeddedServers.in(data).start())
                    .isInstanceOf(EmbeddedServerException.DataDirectoryInUse.class);

            assertThat(RedisWire.answers(
                            servers.redis().orElseThrow().port(),
                            servers.redis().orElseThrow().password()))
                    .isTrue();
        }
    }

    @Test
    void aForeignProcessWithARecordedPidIsLeftAlone() throws IOException {
        TestDirectory.copyTemplate(data);
        List<String> sleep = new ArrayList<>(Account.currentUid() == 0 ? AS_NOBODY : List.of());
        sleep.addAll(List.of("sleep", "300"));
        Process foreign = new ProcessBuilder(sleep).start();
        try {
            Files.writeString(data.resolve("runtime.json"), """
                    {"postgres": {"pid": %1$d, "port": 1}, "redis": {"pid": %1$d, "port": 1}}
                    """.formatted(foreign.pid()));
            Files.writeString(data.resolve("postgres/postmaster.pid"), foreign.pid() + "\n" + data + "/postgres\n");

            EmbeddedServers.in(data).throwAway().start().close();

            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void rootNeedsNoUserNamespaces() throws IOException {
        assumeTrue(Account.currentUid() == 0, "only root changes the user");
        Path shims = Files.createDirectory(temporary.resolve("shims"));
        Path unshare = Files.writeString(shims.resolve("unshare"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> environment = Map.of("PATH", shims + File.pathSeparator + System.getenv("PATH"));

        try (ChildJvm child = ChildJvm.start(data, List.of(), System.getProperty("java.class.path"), environment)
                .ready()) {
            assertThat(child.hasServers()).isTrue();
            assertThat((int) Files.getAttribute(Path.of("/proc/" + child.postgres()), "unix:uid"))
                    .isNotZero();
        }
    }

    @Test
    void rootMayKeepItsDataBelowAClosedDirectory() throws IOException {
        assumeTrue(Account.currentUid() == 0, "only root changes the user");
        Path closed = Files.createDirectory(temporary.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

        try (EmbeddedServers servers =
                EmbeddedServers.in(closed.resolve("data")).throwAway().start()) {
            assertThat(servers.postgres().orElseThrow().port()).isPositive();
        }
    }

    @Test
    void anOrdinaryUserNeedsNoChangeOfUser() throws IOException {
        assumeTrue(Account.currentUid() == 0, "an ordinary user runs all the other tests as such");
        String classPath = readableClassPath();
        Path theirs = Files.createDirectory(temporary.resolve("theirs"));
        BinaryCache cache = BinaryCache.ofThisUser();
        for (Path entry : List.of(cache.postgres(), cache.redis().getParent())) {
            Directories.copy(entry, theirs.resolve("cache").resolve(entry.getFileName()));
        }
        Directories.own(theirs, 65534, 65534);
        Map<String, String> environment =
                Map.of("TRADECACHE_CACHE_DIR", theirs.resolve("cache").toString());

        try (ChildJvm child = ChildJvm.start(theirs.resolve("data"), AS_NOBODY, classPath, environment)
                .ready()) {
            assertThat(child.hasServers()).isTrue();
        }
    }

    private String readableClassPath() throws IOException {
        Path copy = temporary.resolve("classpath");
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.exists(path)) {
                Directories.copy(path, copy.resolve(path.getParent().getFileName() + "-" + path.getFileName()));
            }
        }
        try (Stream<Path> entries = Files.list(copy)) {
            return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }
}
