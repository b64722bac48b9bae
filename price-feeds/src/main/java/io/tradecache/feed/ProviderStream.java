package io.tradecache.feed;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's stream over a WebSocket, which connects again whenever its connection ends: soon after a failure, much later
 * after a refusal. Thread-safe; all but its public side lives on one thread.
 */
final class ProviderStream {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderStream.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Provider provider;
    private final Timers timers;
    private final Delivery delivery;
    private final Backoff backoff;

    private volatile Map<String, Symbol> wanted = Map.of();
    private volatile Set<Symbol> wantedInOrder = Set.of();
    private volatile Set<Symbol> covered = Set.of();
    private @Nullable StreamSession session;
    private boolean closed;
    private long stated;
    private long skipped;

    private ProviderStream(Provider provider, Timers timers, Delivery delivery) {
        this.provider = provider;
        this.timers = timers;
        this.delivery = delivery;
        StreamTiming timing = provider.timing();
        this.backoff = new Backoff(timing.backoff(), timing.longestBackoff(), ThreadLocalRandom.current());
    }

    /** Opens a stream that wants no symbol yet. */
    static PriceFeed.Stream open(Provider provider, PriceFeed.StreamListener listener) {
        String name = "tradecache-" + provider.name();
        ProviderStream stream = new ProviderStream(
                provider, new ThreadTimers(name + "-stream"), new Delivery(listener, name + "-prices"));
        stream.timers.soon(stream::connect);
        return stream.new Handle();
    }

    Set<Symbol> wanted() {
        return wantedInOrder;
    }

    Optional<Symbol> wanted(String name) {
        return Optional.ofNullable(wanted.get(name));
    }

    void state(Quote quote) {
        stated++;
        delivery.state(quote);
    }

    void skip() {
        skipped++;
    }

    void cover(Set<Symbol> symbols) {
        covered = Set.copyOf(symbols);
    }

    void note(String message) {
        LOG.warn("Stream of {}: {}", provider.name(), provider.failures().masked(message));
    }

    void change(boolean healthy, String reason) {
        String harmless = provider.failures().masked(reason);
        LOG.info("Stream of {}: {}", provider.name(), harmless);
        delivery.change(healthy, harmless);
    }

    /** The current connection has ended: there will be another one, but not before a wait. */
    void ended(StreamSession gone, String reason, Duration leastWait) {
        if (closed || gone != session) {
            return;
        }
        session = null;
        covered = Set.of();
        if (gone.wasSteady()) {
            backoff.reset();
        }
        Duration random = backoff.next();
        Duration wait = random.compareTo(leastWait) > 0 ? random : leastWait;
        LOG.info(
                "Stream of {}: {} prices so far, {} replaced by newer ones, {} messages of no use",
                provider.name(),
                stated,
                delivery.replaced(),
                skipped);
        change(false, reason + "; connecting again in " + wait.toMillis() + " ms");
        timers.after(wait, this::connect);
    }

    private void connect() {
        if (closed) {
            return;
        }
        StreamSession opening = new StreamSession(this, provider, timers);
        session = opening;
        CompletableFuture<?> unused = provider.client()
                .newWebSocketBuilder()
                .connectTimeout(provider.timing().connect())
                .buildAsync(provider.uri(), opening.listener())
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        timers.soon(() -> notConnected(opening, failure));
                    }
                });
    }

    private void notConnected(StreamSession opening, Throwable failure) {
        HandshakeFailure why =
                HandshakeFailure.of(failure, provider.timing(), provider.clock().instant());
        opening.end(why.reason(), why.leastWait());
    }

    /** What the user of the stream holds. */
    private final class Handle implements PriceFeed.Stream {
        private final AtomicBoolean left = new AtomicBoolean();

        @Override
        public void want(Set<Symbol> symbols) {
            wanted = symbols.stream().collect(Collectors.toUnmodifiableMap(Symbol::value, Function.identity()));
            wantedInOrder = Collections.unmodifiableSet(new LinkedHashSet<>(symbols));
            timers.soon(() -> {
                if (session != null) {
                    session.wantedChanged();
                }
            });
        }

        @Override
        public Set<Symbol> covered() {
            Set<Symbol> both = new LinkedHashSet<>(wantedInOrder);
            both.retainAll(covered);
            return both;
        }

        @Override
        public void close() {
            if (!left.compareAndSet(false, true)) {
                return;
            }
            CompletableFuture<Void> done = new CompletableFuture<>();
            timers.soon(() -> {
                closed = true;
                covered = Set.of();
                CompletableFuture<?> farewell =
                        session == null ? CompletableFuture.completedFuture(null) : session.close();
                CompletableFuture<?> unused = farewell.whenComplete((said, failure) -> done.complete(null));
            });
            done.completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            timers.close();
            delivery.close();
        }
    }
}
