package io.tradecache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradecache.load.ServerCpu;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a JVM of its own, started as the start script does, and spoken to over its input and output. */
final class ServerProcess implements AutoCloseable {

    private static final String MEMORY = "memory";
    private static final Pattern NUMBERS = Pattern.compile("[0-9 ]+");
    /** From this version on, the start script allows what newer JVMs warn of. */
    private static final int GUARDED_JAVA = 24;
    /** From this version on, G1 is told by one option not to refine while the program runs. */
    private static final int SIMPLER_G1 = 20;

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;
    private final int port;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(UTF_8);
        this.questions = new PrintStream(process.getOutputStream(), true, UTF_8);
        this.port = Integer.parseInt(answer());
    }

    /** What a process takes, in KiB. */
    record Memory(long resident, long heap) {}

    /** Starts a class that calls {@link #serve}, and returns when it serves. */
    static ServerProcess start(Class<?> main, List<String> javaOptions, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= GUARDED_JAVA) {
            words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        words.addAll(
                Runtime.version().feature() >= SIMPLER_G1
                        ? List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-G1UseConcRefinement")
                        : List.of(
                                "-XX:-G1UseAdaptiveConcRefinement",
                                "-XX:G1ConcRefinementGreenZone=2G",
                                "-XX:G1ConcRefinementThreads=0"));
        words.addAll(javaOptions);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        words.addAll(List.of(arguments));
        return new ServerProcess(new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** In the server: tells the port, answers questions, and returns when the other side has gone. */
    static void serve(int port) throws IOException {
        System.out.println(port);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            System.gc();
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.println(resident() + " " + (heap >> 10));
        }
    }

    URI target() {
        return URI.create("ws://127.0.0.1:" + port + "/ws/prices");
    }

    int port() {
        return port;
    }

    ServerCpu cpu() {
        return ServerCpu.ofProcess(process.pid());
    }

    /** What it takes after a collection. */
    Memory memory() throws IOException {
        questions.println(MEMORY);
        String[] words = answer().split(" ", -1);
        return new Memory(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    /** How many clients it has dropped, as it counts itself, because they took nothing. */
    double dropped() throws IOException {
        try (InputStream metrics =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            return new String(metrics.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("realtime_dropped_total{") && line.contains("reason=\"slow\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /** Tells it to stop, as an operator would, and gives the time that it takes. */
    CompletableFuture<Duration> terminate() {
        long begun = System.nanoTime();
        process.destroy();
        return process.onExit().thenApply(ended -> Duration.ofNanos(System.nanoTime() - begun));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /** The next line of numbers; a JVM that is told to trace or to record says other things as well. */
    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (NUMBERS.matcher(line).matches()) {
                return line;
            }
        }
        throw new IOException("the server has ended: " + process.info());
    }

    private static long resident() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
