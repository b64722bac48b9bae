package io.tradecache.benchmarks;

import io.tradecache.load.Latency;
import io.tradecache.load.Load;
import io.tradecache.load.LoadOptions;
import io.tradecache.load.LoadProgress.Phase;
import io.tradecache.load.LoadReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the clients of a node notice when it is told to stop: two servers, each in a JVM of its own, all clients at the
 * first, which gets a SIGTERM. Stateless.
 */
public final class StreamDrain {

    private static final int CONNECTS_PER_SECOND = 600;

    private StreamDrain() {}

    /**
     * Drains a server once.
     *
     * @param args {@code --connections 5000 --warm-up 15 --seconds 30}
     * @throws IOException when a server cannot be started
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.of(args);
        try (ServerProcess first = ServerProcess.start(TradecacheStreams.class, Arguments.javaOptions());
                ServerProcess second = ServerProcess.start(TradecacheStreams.class, Arguments.javaOptions())) {
            List<CompletableFuture<Duration>> stopping = new ArrayList<>();
            LoadReport report = Load.of(LoadOptions.to(first.target(), second.target())
                            .connections(arguments.number("--connections", 5_000), CONNECTS_PER_SECOND)
                            .lasting(arguments.seconds("--warm-up", 15), arguments.seconds("--seconds", 30))
                            .build())
                    .run(progress -> {
                        if (progress.phase() == Phase.MEASURING && stopping.isEmpty()) {
                            stopping.add(first.terminate());
                        }
                    });
            print(report, stopping.get(0).join());
        }
        System.exit(0);
    }

    private static void print(LoadReport report, Duration stopped) {
        LoadReport.Returns returns = report.returns();
        System.out.printf(
                "%d clients: %d were told to come again, %d lost their connection, %d of them untold; closed by code: %s%n",
                report.connections().opened(), returns.hints(), returns.lost(), returns.unhinted(), report.closed());
        System.out.printf(
                "%d are back, at most %d in a second; attempts that failed: %s%n",
                returns.back(), returns.mostASecond(), returns.failed());
        print("from being told until back", returns.untilBack());
        print("without a connection", returns.away());
        print("from one arrival of prices to the next", report.gap());
        System.out.printf("the server had ended %.1f s after it was told to%n", stopped.toMillis() / 1e3);
    }

    private static void print(String what, Latency latency) {
        System.out.printf(
                "%s: p50 %.2f s, p99 %.2f s, max %.2f s%n",
                what, latency.p50() / 1e6, latency.p99() / 1e6, latency.max() / 1e6);
    }
}
