package io.tradecache.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Another JVM that starts the servers of a data directory and holds them until it is ended or killed. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final long postgres;
    private final long redis;

    private ChildJvm(Process process, long postgres, long redis) {
        this.process = process;
        this.postgres = postgres;
        this.redis = redis;
    }

    static ChildJvm start(Path data) {
        return start(data, List.of(), System.getProperty("java.class.path"), Map.of())
                .ready();
    }

    static Starting start(Path data, List<String> prefix, String classPath, Map<String, String> environment) {
        List<String> words = new ArrayList<>(prefix);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", classPath));
        words.addAll(List.of(ChildJvm.class.getName(), data.toString()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.directory(Path.of("/").toFile());
        builder.environment().putAll(environment);
        try {
            return new Starting(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long postgres() {
        return postgres;
    }

    long redis() {
        return redis;
    }

    boolean hasServers() {
        return Stream.of(postgres, redis)
                .allMatch(pid -> !ProcessSignals.title(pid).isEmpty());
    }

    boolean hasNoServers() {
        return Stream.of(postgres, redis)
                .allMatch(pid -> ProcessSignals.title(pid).isEmpty());
    }

    /** Ends the JVM with SIGTERM. */
    void terminate() {
        process.destroy();
        process.onExit().join();
    }

    /** Ends the JVM with SIGKILL, so that it cannot clean up. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        terminate();
    }

    /** A JVM whose servers may not answer yet. */
    record Starting(Process process) {
        ChildJvm ready() {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            try {
                String line = lines.readLine();
                if (line == null || !line.startsWith("READY ")) {
                    throw new IllegalStateException("the child JVM said " + line);
                }
                List<Long> pids = Stream.of(line.split(" ", -1))
                        .skip(1)
                        .map(Long::valueOf)
                        .toList();
                return new ChildJvm(process, pids.get(0), pids.get(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Starts the servers, names their processes and waits for the end of the JVM. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedServers servers =
                EmbeddedServers.in(Path.of(arguments[0])).throwAway().start();
        System.out.println("READY " + servers.postgres().orElseThrow().pid() + " "
                + servers.redis().orElseThrow().pid());
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
