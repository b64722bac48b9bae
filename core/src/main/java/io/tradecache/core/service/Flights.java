package io.tradecache.core.service;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.port.Pause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The loads of this node that are under way, so that readers of one key share one. A reader joins only a load that began
 * after the newest invalidation that the node knew of when the reader came. If the node cannot be sure to know of all, it
 * joins young loads only, so that what is joined is never older than a copy could be. What a load throws reaches those who
 * joined it, and nobody later. Thread-safe.
 */
final class Flights {

    private final ConcurrentHashMap<String, Flight> flights = new ConcurrentHashMap<>();
    private final Pause pause;

    Flights(Pause pause) {
        this.pause = pause;
    }

    /**
     * Leads a load, or joins the one that is under way.
     *
     * @param key what to load
     * @param start when the reader came
     * @param patience how long to wait for another's load
     * @param load loads the value, and is not called when another's load is joined
     * @return the loaded value, with whether it is another's; empty when that took too long
     */
    <T> Optional<Landed<T>> share(CacheKey<T> key, Start start, Duration patience, Supplier<Cached<T>> load) {
        Flight own = new Flight(start);
        Flight flight = flights.compute(
                key.text(), (text, flying) -> flying != null && start.mayJoin(flying.start) ? flying : own);
        return flight == own ? Optional.of(new Landed<>(fly(key, own, load), false)) : join(key, flight, patience);
    }

    /**
     * How a reading begins.
     *
     * @param stamp the key's stamp, asked for after {@code trusted}
     * @param moment when that was
     * @param trusted whether copies might be served, so that the stamp shows all that a copy must not be older than
     */
    record Start(long stamp, long moment, boolean trusted) {

        boolean mayJoin(Start flying) {
            return flying.stamp == stamp && (trusted || moment - flying.moment <= NearTrust.BUS_BOUND.toNanos());
        }
    }

    /** What came of a load. */
    record Landed<T>(Cached<T> value, boolean joined) {}

    private <T> Cached<T> fly(CacheKey<T> key, Flight flight, Supplier<Cached<T>> load) {
        try {
            Cached<T> value = load.get();
            flights.remove(key.text(), flight);
            flight.landing.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            flights.remove(key.text(), flight);
            flight.landing.completeExceptionally(e);
            throw e;
        }
    }

    @SuppressWarnings("unchecked") // One key has one type, and what landed here was loaded for this key.
    private <T> Optional<Landed<T>> join(CacheKey<T> key, Flight flight, Duration patience) {
        try {
            if (!pause.until(flight.landing, patience)) {
                return Optional.empty();
            }
            return Optional.of(new Landed<>((Cached<T>) flight.landing.join(), true));
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the shared load of " + key + " ended abnormally", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** One load. */
    private static final class Flight {
        private final Start start;
        private final CompletableFuture<Cached<?>> landing = new CompletableFuture<>();

        Flight(Start start) {
            this.start = start;
        }
    }
}
