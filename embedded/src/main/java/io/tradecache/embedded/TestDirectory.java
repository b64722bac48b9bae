package io.tradecache.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The temporary directory of the test servers of this JVM, and the prepared cluster that makes their start fast. */
final class TestDirectory {

    private static final String PREFIX = "tradecache-test-";

    /** Change the number with whatever changes a new cluster. */
    private static final String TEMPLATE = "-template-2";

    private static final List<EmbeddedServers> STARTED = new ArrayList<>();
    private static @Nullable Path root;

    private TestDirectory() {}

    static synchronized EmbeddedServers start(UnaryOperator<EmbeddedServersPlan> choice) {
        try {
            Path data = root().resolve(Integer.toString(STARTED.size()));
            EmbeddedServersPlan plan = choice.apply(EmbeddedServers.in(data).throwAway());
            if (plan.withPostgres()) {
                copyTemplate(data);
            }
            EmbeddedServers servers = plan.start();
            STARTED.add(servers);
            servers.redisTrouble().ifPresent(trouble -> {
                throw trouble;
            });
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a prepared cluster into a new data directory, which spares the seconds that making one takes. */
    static void copyTemplate(Path data) throws IOException {
        BinaryCache cache = BinaryCache.ofThisUser();
        Path template = cache.beside(cache.postgres(), TEMPLATE);
        if (!Files.isDirectory(template)) {
            cache.place(template, TestDirectory::makeTemplate);
        }
        Directories.ensure(data, "rwx--x--x");
        Path cluster = data.resolve("postgres");
        Directories.copy(template.resolve("postgres"), cluster);
        Files.setPosixFilePermissions(cluster, PosixFilePermissions.fromString("rwx------"));
        String credentials = "credentials.properties";
        Files.copy(template.resolve(credentials), data.resolve(credentials), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void makeTemplate(Path directory) throws IOException {
        try (DataDirectory home = DataDirectory.open(directory)) {
            Path programs = BinaryCache.ofThisUser().postgres();
            new PostgresCluster(home, programs, false).prepare(line -> {});
        }
    }

    private static Path root() throws IOException {
        if (root == null) {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            sweep(temporary);
            root = Files.createTempDirectory(temporary, PREFIX);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
            Runtime.getRuntime().addShutdownHook(new Thread(TestDirectory::remove, "tradecache-test-servers-exit"));
        }
        return root;
    }

    private static synchronized void remove() {
        STARTED.forEach(EmbeddedServers::close);
        try {
            if (root != null) {
                Directories.delete(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the servers, and deletes the directories, of test JVMs that were killed. */
    private static void sweep(Path temporary) throws IOException {
        try (var roots = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path left : roots) {
                if ((int) Files.getAttribute(left, "unix:uid") == Account.currentUid()) {
                    sweepRoot(left);
                }
            }
        }
    }

    private static void sweepRoot(Path left) throws IOException {
        boolean empty = true;
        boolean live = false;
        try (var homes = Files.newDirectoryStream(left)) {
            for (Path home : homes) {
                empty = false;
                live |= !Files.exists(home.resolve("lock")) || !sweptHome(home);
            }
        }
        if (!empty && !live) {
            Directories.delete(left);
        }
    }

    private static boolean sweptHome(Path directory) {
        try (DataDirectory home = DataDirectory.open(directory)) {
            EmbeddedServers.endOrphans(home);
            return true;
        } catch (EmbeddedServerException e) {
            return false;
        }
    }
}
