package io.tradecache.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code tradecache serve} in a process of its own. */
final class ServedProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready +http://127\\.0\\.0\\.1:(\\d+) .*");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final int port;

    private ServedProcess(Process process, BufferedReader output) throws IOException {
        this.process = process;
        this.port = readUntilReady(output);
    }

    /** Starts it with embedded servers on a data directory, and returns when it serves. */
    static ServedProcess start(Path data, String... more) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        words.addAll(List.of(Main.class.getName(), "serve", "--port", "0", "--data-dir", data.toString()));
        words.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        try {
            Process process = builder.start();
            return new ServedProcess(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Http http() {
        return new Http(port);
    }

    int port() {
        return port;
    }

    /** What it said until it was ready. */
    List<String> lines() {
        return lines;
    }

    /** Every process below it. */
    List<ProcessHandle> servers() {
        return process.descendants().toList();
    }

    /** Also false for a process that has ended and was not waited for by anybody. */
    static boolean isRunning(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }

    /**
     * Ends it by SIGTERM and waits for the end. Ctrl-C goes the same way, but SIGINT is ignored by whatever was started in
     * the background of a shell, a build perhaps.
     */
    void terminate() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running half a minute after SIGTERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it so that it cannot clean up. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private int readUntilReady(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            Matcher ready = READY.matcher(line.strip());
            if (ready.matches()) {
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new IllegalStateException("it ended before it was ready: " + lines);
    }
}
