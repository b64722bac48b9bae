package io.tradecache.feed;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Prices of a recorded day, told again. The replay begins with the opening of a stream, at the recorded pace or a multiple of
 * it; its prices are as of the recorded times, and come in the order of the file even where that is not the order of time. A
 * fetch gives the newest price that was replayed so far. Thread-safe.
 */
public final class ReplayPriceFeed implements PriceFeed {

    /** The speed that leaves no time between two prices. */
    public static final double AS_FAST_AS_POSSIBLE = Double.POSITIVE_INFINITY;

    private static final String NAME = "replay";
    private static final int BATCH_LIMIT = 200;

    private final List<Recording.Tick> ticks;
    private final Set<Symbol> recorded;
    private final double speed;
    private final Clock clock;
    private final Supplier<Timers> timers;
    private final Map<Symbol, Quote> newest = new ConcurrentHashMap<>();

    /**
     * Makes a feed of a file in CSV with the header {@code time,symbol,price,volume}.
     *
     * @param file the recording, which is read at once
     * @param speed how many times as fast as it was recorded; 1 or above, or {@link #AS_FAST_AS_POSSIBLE}
     * @param clock says when a price was received
     * @throws java.io.UncheckedIOException when the file cannot be read
     * @throws IllegalArgumentException when it is no recording, with the line and what was expected there; or when the speed
     *     is below 1
     */
    public ReplayPriceFeed(Path file, double speed, Clock clock) {
        this(Recording.read(file), speed, clock, () -> new ThreadTimers("tradecache-replay"));
    }

    /** Replays with other timers, one for each stream. */
    ReplayPriceFeed(Recording recording, double speed, Clock clock, Supplier<Timers> timers) {
        if (!(speed >= 1)) {
            throw new IllegalArgumentException("the speed of a replay must be 1 or above: " + speed);
        }
        this.ticks = recording.ticks();
        this.recorded = ticks.stream().map(Recording.Tick::symbol).collect(Collectors.toUnmodifiableSet());
        this.speed = speed;
        this.clock = clock;
        this.timers = timers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int batchLimit() {
        return BATCH_LIMIT;
    }

    @Override
    public Map<Symbol, Quote> fetch(Set<Symbol> symbols) {
        Map<Symbol, Quote> known = new HashMap<>();
        for (Symbol symbol : symbols) {
            Quote quote = newest.get(symbol);
            if (quote != null) {
                known.put(symbol, quote);
            }
        }
        return known;
    }

    /**
     * Begins the replay. Prices that are replayed before their symbol is wanted are not told.
     *
     * @param listener hears that the replay has begun, the prices, and that it has ended
     * @return the stream
     */
    @Override
    public Optional<Stream> open(StreamListener listener) {
        Replay replay = new Replay(listener, timers.get());
        replay.timers.soon(replay::begin);
        return Optional.of(replay);
    }

    /** One replay of the whole recording. All but its public side lives on the thread of its timers. */
    private final class Replay implements Stream {
        private final StreamListener listener;
        private final Timers timers;
        private volatile Set<Symbol> wanted = Set.of();
        private volatile boolean playing;
        private volatile boolean closed;
        private long begun;
        private int next;
        private Instant reached = Instant.MIN;

        Replay(StreamListener listener, Timers timers) {
            this.listener = new GuardedListener(listener);
            this.timers = timers;
        }

        @Override
        public void want(Set<Symbol> symbols) {
            wanted = Set.copyOf(symbols);
        }

        @Override
        public Set<Symbol> covered() {
            Set<Symbol> covered = new LinkedHashSet<>(playing ? wanted : Set.of());
            covered.retainAll(recorded);
            return covered;
        }

        @Override
        public void close() {
            closed = true;
            playing = false;
            timers.close();
        }

        private void begin() {
            begun = timers.nanoTime();
            reached = ticks.get(0).time();
            playing = !closed;
            listener.changed(true, "the replay has begun");
            play();
        }

        private void play() {
            while (!closed && next < ticks.size()) {
                Duration wait = untilDue(ticks.get(next));
                if (!wait.isNegative() && !wait.isZero()) {
                    timers.after(wait, this::play);
                    return;
                }
                state(ticks.get(next));
                next++;
            }
            if (!closed) {
                playing = false;
                listener.changed(false, "the replay has ended");
            }
        }

        /** A price that comes too late in the file is due at once: time goes on, and never back. */
        private Duration untilDue(Recording.Tick tick) {
            reached = tick.time().isAfter(reached) ? tick.time() : reached;
            long recordedNanos = Duration.between(ticks.get(0).time(), reached).toNanos();
            return Duration.ofNanos((long) (recordedNanos / speed) - (timers.nanoTime() - begun));
        }

        private void state(Recording.Tick tick) {
            Quote quote = tick.quote(clock.instant(), NAME);
            newest.merge(tick.symbol(), quote, (one, other) -> other.asOf().isBefore(one.asOf()) ? one : other);
            if (wanted.contains(tick.symbol())) {
                listener.stated(quote);
            }
        }
    }
}
