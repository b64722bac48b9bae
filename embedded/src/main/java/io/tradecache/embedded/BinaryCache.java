package io.tradecache.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.tukaani.xz.XZInputStream;

/**
 * The directory in which binaries are unpacked once per version and user, for all JVMs and data directories.
 * An entry appears whole or not at all, also when several JVMs unpack it at once. Thread-safe.
 */
final class BinaryCache {

    private static final Duration STALE = Duration.ofHours(1);
    private static final String UNFINISHED = ".unfinished-";
    private final Path root;
    private final Platform platform;

    BinaryCache(Path root, Platform platform) {
        this.root = root;
        this.platform = platform;
    }

    /** The cache of this user: {@code -Dtradecache.embedded.cache}, {@code TRADECACHE_CACHE_DIR}, or the usual place. */
    static BinaryCache ofThisUser() {
        Platform platform = Platform.current();
        return new BinaryCache(trusted(CacheLocation.candidates(platform)), platform);
    }

    /** The directory with PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
    Path postgres() {
        if (platform.musl()) {
            throw new EmbeddedServerException.Unsupported("The embedded PostgreSQL needs glibc, and this system"
                    + " uses musl (Alpine): use an image with glibc, or give --database-url");
        }
        return entry("postgres", platform.postgresArchive(), (in, into) -> {
            try (InputStream tar = new BufferedInputStream(new XZInputStream(in), 1 << 16)) {
                new TarArchive(tar, into).unpack();
            }
        });
    }

    /** The Redis executable. */
    Path redis() {
        String executable = "redis-server";
        return entry("redis", platform.redisExecutable(), (in, into) -> {
                    Path file = into.resolve(executable);
                    Files.copy(in, file);
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                })
                .resolve(executable);
    }

    /** The place of something derived from the entry, for example a prepared cluster. */
    Path beside(Path entry, String suffix) {
        return entry.resolveSibling(entry.getFileName() + suffix);
    }

    private Path entry(String name, String resource, Unpacking unpacking) {
        URL url = BinaryCache.class.getResource("/" + resource);
        if (url == null) {
            throw new EmbeddedServerException.Unsupported("The class path holds no " + resource + ": add the " + name
                    + " binaries of this platform, or use a server of your own");
        }
        try {
            URLConnection connection = url.openConnection();
            Path target = root.resolve(
                    name + "-" + platform.system() + "-" + platform.processor() + "-" + version(connection));
            if (!Files.isDirectory(target)) {
                place(target, into -> {
                    try (InputStream in = connection.getInputStream()) {
                        unpacking.unpack(in, into);
                    }
                });
            }
            return target;
        } catch (IOException e) {
            throw new EmbeddedServerException.StartFailed("Cannot unpack " + resource + " into " + root + ": " + e, e);
        }
    }

    /** Fills a new directory and gives it its name in one step; somebody else's entry of that name wins. */
    void place(Path target, Filling filling) throws IOException {
        removeStale();
        Path unfinished = Files.createTempDirectory(root, UNFINISHED);
        try {
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            filling.fill(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            Directories.delete(unfinished);
        }
    }

    private void removeStale() throws IOException {
        Instant limit = Instant.now().minus(STALE);
        try (var entries = Files.newDirectoryStream(root, UNFINISHED + "*")) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                    Directories.delete(entry);
                }
            }
        }
    }

    /** The checksum that the jar keeps anyway, so that nothing has to be read. */
    private static String version(URLConnection connection) throws IOException {
        if (connection instanceof JarURLConnection jar) {
            connection.setUseCaches(false);
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    private static Path trusted(List<Path> candidates) {
        StringBuilder problems = new StringBuilder();
        for (Path candidate : candidates) {
            try {
                Directories.ensure(candidate, "rwxr-xr-x");
                if (!Files.isWritable(candidate)) {
                    problems.append("\n  ").append(candidate).append(" is not writable");
                } else if (writableByOthers(candidate)) {
                    problems.append("\n  ").append(candidate).append(" can be written by other users");
                } else {
                    return candidate.toRealPath();
                }
            } catch (IOException | UncheckedIOException e) {
                problems.append("\n  ").append(e);
            }
        }
        throw new EmbeddedServerException.Unsupported(
                "No directory to unpack the embedded servers into; set TRADECACHE_CACHE_DIR. Tried:" + problems);
    }

    private static boolean writableByOthers(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        int owner = (int) Files.getAttribute(directory, "unix:uid");
        boolean trustedOwner = owner == Account.currentUid() || owner == 0;
        return permissions.contains(PosixFilePermission.OTHERS_WRITE) || !trustedOwner;
    }

    interface Filling {
        void fill(Path directory) throws IOException;
    }

    private interface Unpacking {
        void unpack(InputStream in, Path directory) throws IOException;
    }
}
