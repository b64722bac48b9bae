package io.tradecache.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL as a child process. Immutable. */
record PostgresServer(PostgresCluster cluster, boolean durable) implements Server {

    static final String KEY = "postgres";
    private static final int STATUS_LINE = 7;
    private static final int CONNECTIONS_MAX = 100;

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public List<String> command(int port) {
        List<String> words = new ArrayList<>(List.of(
                cluster.program("postgres"), "-D", cluster.directory().toString(), "-p", Integer.toString(port)));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=" + CONNECTIONS_MAX,
                "password_encryption=scram-sha-256",
                "timezone=UTC",
                "log_timezone=UTC",
                "logging_collector=off",
                "log_checkpoints=off"));
        String safety = durable ? "on" : "off";
        settings.addAll(List.of("fsync=" + safety, "synchronous_commit=" + safety, "full_page_writes=" + safety));
        settings.forEach(setting -> words.addAll(List.of("-c", setting)));
        return words;
    }

    @Override
    public String input(int port) {
        return "";
    }

    @Override
    public boolean ready(long pid, int port) {
        List<String> lines = pidFile();
        return lines.size() > STATUS_LINE
                && lines.get(0).strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    @Override
    public long recordedPid() {
        List<String> lines = pidFile();
        try {
            return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public boolean recognises(String title) {
        return title.contains("/postgres -D " + cluster.directory() + " -p ");
    }

    /** PostgreSQL refuses to start while a foreign process bears the pid of its last run. */
    @Override
    public void clearRemains() throws IOException {
        long pid = recordedPid();
        if (pid != 0 && !recognises(ProcessSignals.title(pid))) {
            Files.deleteIfExists(pidPath());
        }
    }

    /** Fast, then immediate shutdown. */
    @Override
    public List<String> endings() {
        return List.of("INT", "QUIT", "KILL");
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(pidPath());
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path pidPath() {
        return cluster.directory().resolve("postmaster.pid");
    }
}
