package io.tradecache.client;

import io.tradecache.client.Streaming.Seams;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Live prices from a tradecache server. It connects by itself, again and again after a loss, and asks each time for all
 * symbols that are wanted; no price goes back. Nothing here waits: what comes is told to a listener. Thread-safe.
 *
 * <pre>{@code
 * try (PriceStream prices = PriceStream.open(URI.create("http://127.0.0.1:8080"), listener)) {
 *     prices.subscribe("AAPL", "MSFT");
 *     …
 * }
 * }</pre>
 */
public final class PriceStream implements AutoCloseable {

    private final Timing timing;
    private final PriceBook book = new PriceBook();
    private final Streaming streaming;
    private final long staleAfterMillis;

    /** Begins to connect. */
    PriceStream(
            URI server,
            StreamOptions options,
            PriceListener listener,
            Timing timing,
            Connector connector,
            DoubleSupplier random) {
        Objects.requireNonNull(listener, "listener");
        Duration interval = options.interval();
        Wishes wishes = new Wishes(interval == null ? null : interval.toMillis());
        this.timing = timing;
        this.staleAfterMillis = options.staleAfter().toMillis();
        this.streaming = new Streaming(
                timing,
                new Seams(connector, Address.of(server), options.credentials()),
                new Backoff(random),
                wishes,
                new Frames(book, wishes, listener),
                book);
        timing.execute(streaming::connect);
    }

    /**
     * Begins to stream with the usual options.
     *
     * @param server for example {@code http://127.0.0.1:8080}; a {@code ws} or {@code wss} address is taken as it is
     * @param listener hears of everything
     * @return a stream that connects meanwhile
     * @throws IllegalArgumentException when the address is none of a server
     */
    public static PriceStream open(URI server, PriceListener listener) {
        return open(server, StreamOptions.usual(), listener);
    }

    /**
     * Begins to stream.
     *
     * @param server for example {@code https://prices.example}; a {@code ws} or {@code wss} address is taken as it is
     * @param options what was chosen
     * @param listener hears of everything
     * @return a stream that connects meanwhile
     * @throws IllegalArgumentException when the address is none of a server
     */
    public static PriceStream open(URI server, StreamOptions options, PriceListener listener) {
        return new PriceStream(
                server,
                options,
                listener,
                new StreamThread(),
                new JdkConnector(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Wants prices of more symbols, from now on and after each reconnect.
     *
     * @param symbols in any case; those that are wanted already change nothing
     */
    public void subscribe(String... symbols) {
        subscribe(Arrays.asList(symbols));
    }

    /**
     * Wants prices of more symbols, from now on and after each reconnect.
     *
     * @param symbols in any case; those that are wanted already change nothing
     */
    public void subscribe(Collection<String> symbols) {
        List<String> wanted = normalised(symbols);
        timing.execute(() -> streaming.subscribe(wanted));
    }

    /**
     * Wants no more prices of symbols, and forgets those that came.
     *
     * @param symbols in any case
     */
    public void unsubscribe(String... symbols) {
        unsubscribe(Arrays.asList(symbols));
    }

    /**
     * Wants no more prices of symbols, and forgets those that came.
     *
     * @param symbols in any case
     */
    public void unsubscribe(Collection<String> symbols) {
        List<String> unwanted = normalised(symbols);
        timing.execute(() -> streaming.unsubscribe(unwanted));
    }

    /**
     * The latest price of a symbol that is known here, however old.
     *
     * @param symbol in any case
     * @return empty when none has come
     */
    public Optional<Price> latest(String symbol) {
        return Optional.ofNullable(book.latest(normalised(symbol)));
    }

    /**
     * The latest prices of all symbols.
     *
     * @return a copy, by symbol
     */
    public Map<String, Price> prices() {
        return book.all();
    }

    /**
     * Whether the price of a symbol should be shown as old: none is known, the server calls it stale or outdated, it has not
     * been told of since a connection was lost too long ago, or nothing came on the connection for two heartbeats.
     *
     * @param symbol in any case
     * @return false while somebody answers for it
     */
    public boolean isStale(String symbol) {
        return book.isStale(normalised(symbol), timing.millis() - staleAfterMillis);
    }

    /**
     * How it is connected.
     *
     * @return the state now
     */
    public StreamState state() {
        return streaming.state();
    }

    /**
     * Whether prices come.
     *
     * @return true while connected
     */
    public boolean isConnected() {
        return state() == StreamState.CONNECTED;
    }

    /** Ends the connection and the thread; the listener is told so last. */
    @Override
    public void close() {
        timing.execute(streaming::close);
    }

    private static List<String> normalised(Collection<String> symbols) {
        return symbols.stream().map(PriceStream::normalised).distinct().toList();
    }

    private static String normalised(String symbol) {
        return symbol.strip().toUpperCase(Locale.ROOT);
    }
}
