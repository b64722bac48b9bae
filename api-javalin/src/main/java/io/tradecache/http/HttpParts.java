package io.tradecache.http;

import io.javalin.config.JavalinConfig;
import io.tradecache.core.Tradecache;
import io.tradecache.core.model.price.Quote;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the HTTP API is put together from. Immutable.
 *
 * @param tradecache what to serve
 * @param health what to say when asked for it
 * @param telemetry what was counted; the same that {@code tradecache} counts with
 * @param clock the present; the same that {@code tradecache} reads
 * @param authentication finds out who asks
 * @param manualPrices takes the prices that are stated by hand, where the price feed is one that they are stated to
 * @param routes what else is served, each of which declares its own routes
 */
public record HttpParts(
        Tradecache tradecache,
        HealthChecks health,
        PrometheusTelemetry telemetry,
        Clock clock,
        Authentication authentication,
        Optional<Consumer<Quote>> manualPrices,
        List<Consumer<JavalinConfig>> routes) {

    /** Takes a copy of the routes. */
    public HttpParts {
        routes = List.copyOf(routes);
    }

    /**
     * What no server can do without.
     *
     * @param tradecache what to serve
     * @param health what to say when asked for it
     * @param telemetry what was counted
     * @param clock the present
     * @param authentication finds out who asks
     */
    public HttpParts(
            Tradecache tradecache,
            HealthChecks health,
            PrometheusTelemetry telemetry,
            Clock clock,
            Authentication authentication) {
        this(tradecache, health, telemetry, clock, authentication, Optional.empty(), List.of());
    }

    /**
     * The same with a way to state prices by hand.
     *
     * @param feed takes them
     */
    public HttpParts withManualPrices(Consumer<Quote> feed) {
        return new HttpParts(tradecache, health, telemetry, clock, authentication, Optional.of(feed), routes);
    }

    /**
     * The same with routes that are declared elsewhere.
     *
     * @param more declares them
     */
    public HttpParts with(Consumer<JavalinConfig> more) {
        List<Consumer<JavalinConfig>> all = new ArrayList<>(routes);
        all.add(more);
        return new HttpParts(tradecache, health, telemetry, clock, authentication, manualPrices, all);
    }

    /**
     * The same with another way to find out who asks.
     *
     * @param other finds it out
     */
    public HttpParts withAuthentication(Authentication other) {
        return new HttpParts(tradecache, health, telemetry, clock, other, manualPrices, routes);
    }
}
