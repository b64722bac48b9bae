package io.tradecache.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the operating system tells of a process, and signals to it. */
final class ProcessSignals {

    private static final Path PROC = Path.of("/proc");

    private ProcessSignals() {}

    /** The command line that a process shows, words parted by spaces; empty for one that is gone, or a zombie. */
    static String title(long pid) {
        try {
            if (Files.isDirectory(PROC.resolve("self"))) {
                byte[] bytes = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
                return new String(bytes, StandardCharsets.UTF_8)
                        .replace('\0', ' ')
                        .strip();
            }
            Command.Result shown =
                    Command.run(List.of(), List.of("ps", "-ww", "-o", "command=", "-p", Long.toString(pid)));
            return shown.failed() ? "" : shown.output().strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Sends a signal by its short name, for example {@code INT}; a process that is gone already is no error. */
    static void send(String signal, long pid) {
        try {
            Command.run(List.of(), List.of("sh", "-c", "kill -" + signal + " " + pid));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + signal + " to process " + pid, e);
        }
    }

    /** The parent comes first: once it is stopped, it cannot start a child that the signal would miss. */
    static void sendToTree(String signal, long pid) {
        send(signal, pid);
        ProcessHandle.of(pid).ifPresent(process -> process.descendants().forEach(child -> send(signal, child.pid())));
    }
}
