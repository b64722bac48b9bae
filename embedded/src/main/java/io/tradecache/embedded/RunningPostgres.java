package io.tradecache.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A PostgreSQL server that another process started in its data directory, for whoever may read that. Its text never shows
 * the password. Immutable.
 *
 * @param port the port on 127.0.0.1
 * @param password that of the application's role
 */
public record RunningPostgres(int port, String password) {

    /**
     * Looks for the server of a data directory.
     *
     * @param dataDirectory the directory
     * @return empty when none runs there, or its files cannot be read
     */
    public static Optional<RunningPostgres> in(Path dataDirectory) {
        Path credentials = dataDirectory.resolve("credentials.properties");
        try {
            RuntimeFile.Entry entry =
                    RuntimeFile.read(dataDirectory.resolve("runtime.json")).entry("postgres");
            boolean runs = entry.pid() != 0
                    && ProcessHandle.of(entry.pid()).map(ProcessHandle::isAlive).orElse(false);
            return runs && Files.isReadable(credentials)
                    ? Optional.of(new RunningPostgres(
                            entry.port(), Credentials.of(credentials).postgres()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The URL of the application's database, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + PostgresCluster.NAME;
    }

    /** The application's role. */
    public String user() {
        return PostgresCluster.NAME;
    }

    @Override
    public String toString() {
        return jdbcUrl();
    }
}
