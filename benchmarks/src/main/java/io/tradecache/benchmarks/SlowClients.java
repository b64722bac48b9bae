package io.tradecache.benchmarks;

import io.tradecache.benchmarks.ServerProcess.Memory;
import io.tradecache.load.Load;
import io.tradecache.load.LoadOptions;
import io.tradecache.load.LoadOptionsBuilder;
import io.tradecache.load.LoadProgress;
import io.tradecache.load.LoadProgress.Phase;
import io.tradecache.load.LoadReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * What clients that take nothing cost the others and the server. All but one in twenty are steady; the rest connect when the
 * steady ones begin to be counted, and never read, or for comparison read as well. Rounds of both kinds take turns at one
 * server, and a look by itself is at the server's live heap, at when it drops the slow ones by its own count, and at clients
 * that pause for eight seconds.
 */
public final class SlowClients {

    private static final int SLOW_PART = 20;
    private static final int PAUSING = 50;
    private static final Duration PAUSE = Duration.ofSeconds(8);
    /** Until a slow client is dropped, with some time to spare. */
    private static final Duration LIFE_OF_SLOW = Duration.ofSeconds(25);

    private static final Duration BEFORE_SLOW = Duration.ofSeconds(4);
    /** They are stuck by then, and not dropped yet. */
    private static final Duration STUCK = Duration.ofSeconds(8);

    private static final double KILOBYTES_A_MEGABYTE = 1_024;

    private final ServerProcess server;
    private final int steady;
    private final int slow;
    private final int connectsPerSecond;
    private final Duration warmUp;

    private SlowClients(ServerProcess server, Arguments arguments) {
        int all = arguments.number("--connections", 10_000);
        this.server = server;
        this.slow = all / SLOW_PART;
        this.steady = all - slow;
        this.connectsPerSecond = arguments.number("--rate", 1_000);
        this.warmUp = arguments.seconds("--warm-up", 8);
    }

    /**
     * Runs the rounds.
     *
     * @param args {@code --connections 10000 --rounds 2 --seconds 10 --warm-up 8 --rate 1000}; no rounds for the look
     * @throws IOException when a server cannot be started or asked
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of(args);
        int rounds = arguments.number("--rounds", 2);
        Duration measured = arguments.seconds("--seconds", 10);
        try (ServerProcess server = ServerProcess.start(TradecacheStreams.class, Arguments.javaOptions())) {
            SlowClients run = new SlowClients(server, arguments);
            System.out.printf("%d steady clients, %d that never read%n", run.steady, run.slow);
            if (rounds > 0) {
                run.round("warm-up", measured, false);
            }
            for (int round = 0; round < rounds; round++) {
                run.round("without", measured, false);
                run.round("with", measured, true);
            }
            if (rounds == 0) {
                run.look();
            }
        }
        System.exit(0);
    }

    private void round(String name, Duration measured, boolean withSlow) throws InterruptedException {
        List<CompletableFuture<LoadReport>> others = new ArrayList<>();
        LoadReport report = steady(measured).run(progress -> {
            if (others.isEmpty() && progress.phase() == Phase.MEASURING) {
                others.add(inBackground(
                        load(slow).slow(withSlow ? 1 : 0).lasting(Duration.ZERO, measured), ignored -> {}));
            }
        });
        System.out.printf(
                "%-8s %6.0f frames/s, %.2f cores, send lag p50 %.2f p99 %.2f p99.9 %.2f ms, closed %s%n",
                name,
                report.framesPerSecond(),
                report.serverCores().orElse(Double.NaN),
                report.sendLag().p50() / 1e3,
                report.sendLag().p99() / 1e3,
                report.sendLag().p999() / 1e3,
                report.closed());
        others.forEach(CompletableFuture::join);
    }

    private void look() throws IOException, InterruptedException {
        Watch watch = new Watch();
        LoadReport report =
                steady(BEFORE_SLOW.plus(LIFE_OF_SLOW).plusSeconds(2)).run(watch::look);
        System.out.printf(
                "live heap %.1f MB without slow clients, %.1f MB with them: %+.1f MB%n",
                watch.before.heap() / KILOBYTES_A_MEGABYTE,
                watch.during.heap() / KILOBYTES_A_MEGABYTE,
                (watch.during.heap() - watch.before.heap()) / KILOBYTES_A_MEGABYTE);
        System.out.printf(
                "%d slow clients came, the last %.1f s after the first; the first was dropped %.1f s, the last %.1f s after"
                        + " the first had come; counted by the server: %.0f%n",
                watch.slow.join().slow().clients(),
                watch.allCame / 1e9,
                watch.firstDropped / 1e9,
                watch.lastDropped / 1e9,
                watch.dropped);
        LoadReport.Pauses pauses = watch.pausing.join().pauses();
        System.out.printf(
                "%d clients paused for %d s: at most %d bytes of old prices (p99 %d), then the newest after p50 %.0f,"
                        + " p99 %.0f, max %.0f ms; closed %s%n",
                pauses.ended(),
                PAUSE.toSeconds(),
                pauses.oldBytesMost(),
                pauses.oldBytesP99(),
                pauses.caughtUp().p50() / 1e3,
                pauses.caughtUp().p99() / 1e3,
                pauses.caughtUp().max() / 1e3,
                watch.pausing.join().closed());
        System.out.printf("of the steady ones the server closed %s%n", report.closed());
    }

    /** What is looked at while steady clients are served. Not thread-safe. */
    private final class Watch {

        private Memory before = new Memory(0, 0);
        private Memory during = new Memory(0, 0);
        private CompletableFuture<LoadReport> slow = new CompletableFuture<>();
        private CompletableFuture<LoadReport> pausing = new CompletableFuture<>();
        private boolean begun;
        private long beganAt;
        private volatile long allCame;
        private double droppedBefore;
        private double dropped;
        private long firstDropped;
        private long lastDropped;

        void look(LoadProgress progress) {
            if (progress.phase() != Phase.MEASURING) {
                return;
            }
            try {
                if (!begun && progress.elapsed().compareTo(BEFORE_SLOW) > 0) {
                    begin();
                } else if (begun) {
                    follow(System.nanoTime() - beganAt);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void begin() throws IOException {
            begun = true;
            before = server.memory();
            droppedBefore = server.dropped();
            beganAt = System.nanoTime();
            slow = inBackground(load(SlowClients.this.slow).slow(1).lasting(Duration.ZERO, LIFE_OF_SLOW), this::came);
            pausing =
                    inBackground(load(PAUSING).pausing(1, PAUSE).lasting(Duration.ZERO, LIFE_OF_SLOW), progress -> {});
        }

        private void came(LoadProgress progress) {
            if (allCame == 0 && progress.open() == progress.wanted()) {
                allCame = System.nanoTime() - beganAt;
            }
        }

        private void follow(long nanos) throws IOException {
            if (during.heap() == 0 && nanos > STUCK.toNanos()) {
                during = server.memory();
            }
            double now = server.dropped() - droppedBefore;
            if (now > dropped) {
                firstDropped = firstDropped == 0 ? nanos : firstDropped;
                lastDropped = nanos;
                dropped = now;
            }
        }
    }

    private Load steady(Duration measured) {
        return Load.of(
                load(steady).lasting(warmUp, measured).serverCpu(server.cpu()).build());
    }

    /** Another load beside the one that is counted. */
    private static CompletableFuture<LoadReport> inBackground(
            LoadOptionsBuilder options, Consumer<LoadProgress> progress) {
        Load load = Load.of(options.build());
        return CompletableFuture.supplyAsync(() -> {
            try {
                return load.run(progress);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private LoadOptionsBuilder load(int connections) {
        return LoadOptions.to(server.target()).connections(connections, connectsPerSecond);
    }
}
