package io.tradecache.benchmarks;

import io.tradecache.benchmarks.ServerProcess.Memory;
import io.tradecache.load.Load;
import io.tradecache.load.LoadOptions;
import io.tradecache.load.LoadOptionsBuilder;
import io.tradecache.load.LoadProgress;
import io.tradecache.load.LoadProgress.Phase;
import io.tradecache.load.LoadReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a frame of twenty prices costs the server, beside a bare Netty server that sends the same bytes; and what an idle
 * client costs. The servers take turns, each in a JVM of its own, and this one is the clients, which read together what
 * comes within {@code --gathering-micros}: for clients of its own machine a server is charged with waking them, once a frame
 * otherwise.
 */
public final class StreamFanOut {

    private static final int CONNECTS_PER_SECOND = 600;
    private static final int WARM_UP_CLIENTS = 200;

    private final Options options;
    private final PrintStream out;

    private StreamFanOut(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** What was asked for. */
    private record Options(
            int connections,
            int rounds,
            Duration warmUp,
            Duration measured,
            Duration gathering,
            int idle,
            List<String> javaOptions) {

        static Options of(Arguments words) {
            return new Options(
                    words.number("--connections", 10_000),
                    words.number("--rounds", 5),
                    words.seconds("--warm-up", 30),
                    words.seconds("--seconds", 30),
                    Duration.of(words.number("--gathering-micros", 500), ChronoUnit.MICROS),
                    words.number("--idle", 0),
                    Arguments.javaOptions());
        }
    }

    /**
     * Compares the servers, or with {@code --idle N} measures the memory of idle clients.
     *
     * @param args {@code --connections 10000 --rounds 5 --warm-up 30 --seconds 30 --gathering-micros 500}, or
     *     {@code --idle 19000}
     * @throws IOException when a server cannot be started
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        StreamFanOut fanOut = new StreamFanOut(Options.of(Arguments.of(args)), System.out);
        if (fanOut.options.idle > 0) {
            fanOut.idle();
        } else {
            fanOut.compare();
        }
        System.exit(0);
    }

    private void compare() throws IOException, InterruptedException {
        Path sample = Files.createTempFile("frame", ".json");
        try (ServerProcess server = ServerProcess.start(TradecacheStreams.class, options.javaOptions)) {
            Files.writeString(sample, frame(server));
        }
        out.printf(
                "%d clients, 20 symbols, 4 frames a second, read together for %d us; a frame has %d bytes%n",
                options.connections, options.gathering.toNanos() / 1_000, Files.size(sample));
        out.println("| round | server | frames/s | prices/frame | server us/frame | cores | lag p50 ms | lag p99 ms |");
        out.println("|---:|---|---:|---:|---:|---:|---:|---:|");
        List<Double> ours = new ArrayList<>();
        List<Double> netty = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= options.rounds; round++) {
            ours.add(round(round, "tradecache", TradecacheStreams.class));
            netty.add(round(round, "Netty", NettyStreams.class, sample.toString()));
            ratios.add(ours.get(round - 1) / netty.get(round - 1));
        }
        Files.delete(sample);
        spread("tradecache us/frame", ours);
        spread("Netty us/frame", netty);
        spread("tradecache / Netty", ratios);
    }

    private double round(int round, String name, Class<?> main, String... serverArguments)
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(main, options.javaOptions, serverArguments)) {
            LoadReport report = Load.of(LoadOptions.to(server.target())
                            .connections(options.connections, CONNECTS_PER_SECOND)
                            .lasting(options.warmUp, options.measured)
                            .gathering(options.gathering)
                            .serverCpu(server.cpu())
                            .build())
                    .run(progress -> {});
            check(report);
            double micros = report.cpuMicrosPerFrame().orElse(Double.NaN);
            out.printf(
                    "| %d | %s | %.0f | %.1f | %.2f | %.2f | %.2f | %.2f |%n",
                    round,
                    name,
                    report.framesPerSecond(),
                    (double) report.traffic().updates()
                            / Math.max(1, report.traffic().frames()),
                    micros,
                    report.serverCores().orElse(Double.NaN),
                    report.sendLag().p50() / 1e3,
                    report.sendLag().p99() / 1e3);
            return micros;
        }
    }

    private void idle() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(TradecacheStreams.class, options.javaOptions)) {
            memoryWith(server, WARM_UP_CLIENTS);
            Memory before = server.memory();
            Memory with = memoryWith(server, options.idle);
            out.printf(
                    "%d idle clients: RSS %.1f MB before, %.1f MB with them, %.1f KB each; live heap %.1f KB each%n",
                    options.idle,
                    before.resident() / 1024.0,
                    with.resident() / 1024.0,
                    (double) (with.resident() - before.resident()) / options.idle,
                    (double) (with.heap() - before.heap()) / options.idle);
        }
    }

    /** What the server takes while clients are connected that have subscribed to nothing. */
    private Memory memoryWith(ServerProcess server, int clients) throws InterruptedException {
        List<Memory> seen = new ArrayList<>();
        LoadReport report = Load.of(LoadOptions.to(server.target())
                        .connections(clients, CONNECTS_PER_SECOND)
                        .symbols(LoadOptionsBuilder.SYMBOLS, 0)
                        .lasting(Duration.ofSeconds(2), Duration.ofSeconds(3))
                        .build())
                .run(progress -> look(server, progress, seen));
        check(report);
        return seen.get(0);
    }

    private static void look(ServerProcess server, LoadProgress progress, List<Memory> seen) {
        if (progress.phase() == Phase.MEASURING && seen.isEmpty()) {
            try {
                seen.add(server.memory());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void check(LoadReport report) {
        if (report.connections().opened() < report.connections().wanted()
                || !report.closed().isEmpty()) {
            throw new IllegalStateException(
                    "not all clients were served: " + report.connections().failed() + ", closed: " + report.closed());
        }
    }

    private void spread(String what, List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        out.printf(
                "%s: median %.2f, %.2f to %.2f%n",
                what,
                (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2,
                sorted[0],
                sorted[sorted.length - 1]);
    }

    /** One frame with all twenty prices. */
    private static String frame(ServerProcess server) {
        CompletableFuture<String> frame = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("tradecache.v1")
                .buildAsync(server.target(), new FrameListener(frame))
                .join();
        socket.sendText(
                        "{\"action\":\"subscribe\",\"symbols\":[\"" + String.join("\",\"", LoadOptionsBuilder.SYMBOLS)
                                + "\"]}",
                        true)
                .join();
        String text = frame.join();
        socket.abort();
        return text;
    }

    private record FrameListener(CompletableFuture<String> frame, StringBuilder text) implements WebSocket.Listener {

        FrameListener(CompletableFuture<String> frame) {
            this(frame, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                if (whole.startsWith("{\"type\":\"prices\"")
                        && whole.split("\"symbol\"", -1).length > LoadOptionsBuilder.SYMBOLS.size()) {
                    frame.complete(whole);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
