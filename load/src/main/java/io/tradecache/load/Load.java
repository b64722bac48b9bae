package io.tradecache.load;

import io.tradecache.load.LoadProgress.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Many clients of live prices that measure what they are sent. They connect, are served for a while, then it counts, and
 * they leave. Not thread-safe; a run is made once.
 */
public final class Load {

    private static final long LOOK_MILLIS = 200;
    private static final Duration GOODBYE = Duration.ofSeconds(3);
    /** Until a client that never read has taken what the kernel holds for it, and sees whether more follows. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);

    private final LoadOptions options;
    private final List<Loop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile Phase phase = Phase.CONNECTING;
    private long phaseBegun;

    private Load(LoadOptions options) {
        this.options = options;
    }

    /**
     * Prepares a run.
     *
     * @param options what the clients are like
     * @return nothing is connected yet
     */
    public static Load of(LoadOptions options) {
        return new Load(options);
    }

    /**
     * Runs, and returns when all connections are closed.
     *
     * @param progress told several times a second, on this thread
     * @return what the clients saw, also where none of them could connect
     * @throws UncheckedIOException when the system refuses even what is needed before the first connection
     * @throws InterruptedException when this thread is interrupted; the connections are closed then
     */
    public LoadReport run(Consumer<LoadProgress> progress) throws InterruptedException {
        open();
        try {
            await(Phase.CONNECTING, Duration.ZERO, progress, load -> allOf(Loop.Counts::settled));
            await(Phase.WARM_UP, options.warmUp(), progress, Load::isDeserted);
            Optional<Duration> before = serverCpu();
            long begun = System.nanoTime();
            await(Phase.MEASURING, options.measured(), progress, Load::isDeserted);
            Optional<Duration> after = serverCpu();
            Duration measured = Duration.ofNanos(System.nanoTime() - begun);
            await(Phase.CLOSING, options.slowShare() > 0 ? LAST_LOOK : GOODBYE, progress, load -> isLeft());
            Duration cpu =
                    before.flatMap(then -> after.map(now -> now.minus(then))).orElse(null);
            return end(measured, cpu);
        } finally {
            enter(Phase.DONE);
        }
    }

    private void open() {
        List<Handshake> servers = options.targets().stream()
                .map(target -> new Handshake(target, options))
                .toList();
        try {
            for (int number = 0; number < options.threads(); number++) {
                loops.add(new Loop(options, servers, () -> phase, number));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The system refuses a selector", e);
        }
        for (Loop loop : loops) {
            Thread thread = new Thread(loop, "tradecache-load-" + threads.size());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Goes through a phase, until its time is up or there is nothing left to do in it. */
    private void await(Phase next, Duration length, Consumer<LoadProgress> progress, Predicate<LoadProgress> over)
            throws InterruptedException {
        enter(next);
        LoadProgress now = now(length);
        while (!over.test(now)
                && (length.isZero() ? next == Phase.CONNECTING : now.elapsed().compareTo(length) < 0)) {
            progress.accept(now);
            long left =
                    length.isZero() ? LOOK_MILLIS : length.minus(now.elapsed()).toMillis() + 1;
            TimeUnit.MILLISECONDS.sleep(Math.min(LOOK_MILLIS, left));
            now = now(length);
        }
        progress.accept(now);
    }

    private void enter(Phase next) {
        phase = next;
        phaseBegun = System.nanoTime();
        loops.forEach(Loop::wake);
    }

    private LoadProgress now(Duration length) {
        int open = 0;
        int failed = 0;
        int away = 0;
        long frames = 0;
        for (Loop loop : loops) {
            Loop.Counts counts = loop.counts();
            open += counts.open();
            failed += counts.failed();
            away += counts.away();
            frames += counts.frames();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - phaseBegun);
        return new LoadProgress(phase, open, failed, away, options.connections(), frames, elapsed, length);
    }

    private static boolean isDeserted(LoadProgress load) {
        return load.open() == 0 && load.away() == 0;
    }

    private boolean allOf(Predicate<Loop.Counts> holds) {
        return loops.stream().map(Loop::counts).allMatch(holds);
    }

    private boolean isLeft() {
        return allOf(counts -> counts.live() == 0);
    }

    private Optional<Duration> serverCpu() {
        ServerCpu source = options.serverCpu();
        return source == null ? Optional.empty() : source.taken();
    }

    private LoadReport end(Duration measured, @Nullable Duration cpu) throws InterruptedException {
        enter(Phase.DONE);
        Tally all = new Tally();
        for (int number = 0; number < threads.size(); number++) {
            threads.get(number).join();
            all.add(loops.get(number).tally());
        }
        return new LoadReport(
                new LoadReport.Connections(options.connections(), all.opened, all.failed, Latency.of(all.handshake)),
                measured,
                new LoadReport.Traffic(all.frames, all.updates, all.bytes),
                Latency.of(all.sendLag),
                Latency.of(all.priceAge),
                Latency.of(all.gap),
                all.refused.report(),
                all.closed,
                new LoadReport.Slow(all.slow, all.slowDropped),
                new LoadReport.Pauses(
                        all.old.getTotalCount(),
                        all.old.getValueAtPercentile(99),
                        all.old.getMaxValue(),
                        Latency.of(all.caughtUp)),
                new LoadReport.Returns(
                        all.hints,
                        all.lost,
                        all.unhinted,
                        all.untilBack.getTotalCount(),
                        all.failedReturns,
                        Latency.of(all.untilBack),
                        Latency.of(all.away),
                        all.backInSecond.values().stream()
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(0)),
                all.wentBack,
                cpu);
    }
}
