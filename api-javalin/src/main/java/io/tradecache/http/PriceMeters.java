package io.tradecache.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of prices on their way in: what the feed answered, what was refused, and how old they are. Thread-safe. */
final class PriceMeters {

    private final MeterRegistry registry;
    private final Counter errors;
    private final AtomicLong ageNanos = new AtomicLong();

    PriceMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of("ok", "error").forEach(this::requests);
        errors = Counter.builder("price.feed.errors")
                .description("Requests that the price feed did not answer")
                .register(registry);
        List.of("older", "quarantined", "ahead", "ancient", "fenced").forEach(this::refused);
        Gauge.builder("price.age", ageNanos, nanos -> nanos.get() / 1e9)
                .description("The age of the oldest price that this node keeps fresh")
                .baseUnit("seconds")
                .register(registry);
    }

    void requested(boolean answered) {
        requests(answered ? "ok" : "error").increment();
        if (!answered) {
            errors.increment();
        }
    }

    Counter refused(String reason) {
        return Counter.builder("price.refused")
                .description("Prices that did not become the newest of their symbol")
                .tag("reason", reason)
                .register(registry);
    }

    void age(Duration age) {
        ageNanos.set(age.toNanos());
    }

    Duration age() {
        return Duration.ofNanos(ageNanos.get());
    }

    private Counter requests(String result) {
        return Counter.builder("price.feed.requests")
                .description("Requests to the price feed")
                .tag("result", result)
                .register(registry);
    }
}
