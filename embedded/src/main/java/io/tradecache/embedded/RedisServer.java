package io.tradecache.embedded;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Redis as a child process, a cache and nothing else: it never writes a file. Immutable. */
record RedisServer(Path executable, DataDirectory home, RedisSettings settings) implements Server {

    static final String KEY = "redis";

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public List<String> command(int port) {
        return List.of(executable.toString(), "-");
    }

    /** The configuration goes through a pipe, so that the password is in no command line and in no second file. */
    @Override
    public String input(int port) {
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                databases %d
                maxmemory %s
                maxmemory-policy %s
                save ""
                appendonly no
                proc-title-template "%s {listen-addr}"
                """.formatted(
                        port,
                        home.credentials().redis(),
                        home.redis(),
                        settings.databases(),
                        settings.maxMemory(),
                        settings.policy(),
                        title());
    }

    @Override
    public boolean ready(long pid, int port) {
        return RedisWire.answers(port, home.credentials().redis());
    }

    @Override
    public long recordedPid() {
        return 0;
    }

    @Override
    public boolean recognises(String shown) {
        return (shown + " ").startsWith(title() + " ");
    }

    @Override
    public void clearRemains() {
        // Redis as a cache leaves nothing.
    }

    @Override
    public List<String> endings() {
        return List.of("TERM", "KILL");
    }

    /** Redis shows itself under this title, which belongs to one data directory. */
    private String title() {
        return "redis-server tradecache:"
                + UUID.nameUUIDFromBytes(home.root().toString().getBytes(StandardCharsets.UTF_8));
    }
}
