package io.tradecache.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The one directory that holds all that the servers keep, owned by one living JVM at a time. Thread-safe. */
final class DataDirectory implements AutoCloseable {

    /** Held in this JVM: a POSIX lock is lost when any channel to its file is closed, so none may be opened twice. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel lock;
    private final RuntimeFile runtime;
    private final Credentials credentials;
    private final Account account;

    private DataDirectory(Path root, FileChannel lock) throws IOException {
        this.root = root;
        this.lock = lock;
        this.runtime = RuntimeFile.read(root.resolve("runtime.json"));
        this.credentials = Credentials.of(root.resolve("credentials.properties"));
        this.account = Account.forData(root, postgres());
        Directories.ensure(root.resolve("logs"), "rwx------");
    }

    /** Takes the directory, making it where it is missing. */
    static DataDirectory open(Path directory) {
        FileChannel lock = null;
        Path root = directory;
        try {
            root = Directories.ensure(directory.toAbsolutePath().normalize(), "rwx--x--x")
                    .toRealPath();
            if (!HELD.add(root)) {
                throw new EmbeddedServerException.DataDirectoryInUse(root, "this process");
            }
            lock = locked(root);
            return new DataDirectory(root, lock);
        } catch (EmbeddedServerException.DataDirectoryInUse e) {
            throw e;
        } catch (IOException e) {
            release(root, lock);
            throw new EmbeddedServerException.StartFailed("Cannot use the data directory " + root + ": " + e, e);
        } catch (EmbeddedServerException e) {
            release(root, lock);
            throw e;
        }
    }

    Path root() {
        return root;
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path redis() {
        return root.resolve("redis");
    }

    Path log(String server) {
        return root.resolve("logs").resolve(server + ".log");
    }

    RuntimeFile runtime() {
        return runtime;
    }

    Credentials credentials() {
        return credentials;
    }

    Account account() {
        return account;
    }

    @Override
    public void close() {
        release(root, lock);
    }

    private static FileChannel locked(Path root) throws IOException {
        Path file = root.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            String holder = Files.readString(file).strip();
            channel.close();
            HELD.remove(root);
            throw new EmbeddedServerException.DataDirectoryInUse(root, "process " + holder);
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static void release(Path root, @Nullable FileChannel lock) {
        if (lock != null && lock.isOpen()) {
            try {
                lock.close();
            } catch (IOException e) {
                // The lock goes with the process at the latest.
            }
            HELD.remove(root);
        }
    }
}
