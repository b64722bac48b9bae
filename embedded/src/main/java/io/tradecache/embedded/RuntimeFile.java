package io.tradecache.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code runtime.json} of a data directory: which process serves on which port, and which port was used last.
 * Replaced as a whole at each change. Thread-safe.
 */
final class RuntimeFile {

    private static final Pattern ENTRY = Pattern.compile(
            "\"(postgres|redis)\"\\s*:\\s*\\{\\s*\"pid\"\\s*:\\s*(\\d{1,18})\\s*,\\s*\"port\"\\s*:\\s*(\\d{1,5})");

    /** A server's process and port; pid 0: not running, port 0: none yet. */
    record Entry(long pid, int port, Instant startedAt) {
        static final Entry NONE = new Entry(0, 0, Instant.EPOCH);
    }

    private final Path file;
    private final Map<String, Entry> entries = new TreeMap<>();

    private RuntimeFile(Path file) {
        this.file = file;
    }

    /** Reads the file; one that is missing or damaged counts as empty. */
    static RuntimeFile read(Path file) throws IOException {
        RuntimeFile runtime = new RuntimeFile(file);
        if (Files.exists(file)) {
            Matcher found = ENTRY.matcher(Files.readString(file));
            while (found.find()) {
                Entry entry =
                        new Entry(Long.parseLong(found.group(2)), Integer.parseInt(found.group(3)), Instant.EPOCH);
                runtime.entries.put(found.group(1), entry);
            }
        }
        return runtime;
    }

    synchronized Entry entry(String server) {
        return entries.getOrDefault(server, Entry.NONE);
    }

    synchronized void running(String server, long pid, int port) {
        entries.put(server, new Entry(pid, port, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        write();
    }

    synchronized void ended(String server) {
        entries.put(server, new Entry(0, entry(server).port(), Instant.EPOCH));
        write();
    }

    private void write() {
        StringBuilder json = new StringBuilder("{\n  \"jvm\": ")
                .append(ProcessHandle.current().pid());
        entries.forEach((server, entry) -> {
            json.append(",\n  \"").append(server).append("\": {\"pid\": ").append(entry.pid());
            json.append(", \"port\": ").append(entry.port());
            if (entry.pid() != 0) {
                json.append(", \"startedAt\": \"").append(entry.startedAt()).append('"');
            }
            json.append('}');
        });
        json.append("\n}\n");
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, json);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
