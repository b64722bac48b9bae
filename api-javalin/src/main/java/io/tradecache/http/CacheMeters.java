package io.tradecache.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tradecache.core.port.PortException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** The meters of the shared cache and of what is said about it. Thread-safe. */
final class CacheMeters {

    /** What other programs publish goes under one name, since labels must be few. */
    private static final Set<String> TYPES =
            Set.of("portfolio_update", "watchlist_update", "everything_update", "cache_entry_update");

    private final MeterRegistry registry;

    CacheMeters(MeterRegistry registry) {
        this.registry = registry;
        for (String type : TYPES) {
            events("sent", type);
            events("received", type);
        }
        warmed("admin");
    }

    Counter warmed(String job) {
        return Counter.builder("cache.warmed.entries")
                .description("Entries brought into the cache before anybody asked, those already there included")
                .tag("job", job)
                .register(registry);
    }

    Counter events(String direction, String type) {
        return Counter.builder("cache.invalidation.events")
                .description("Events of invalidations that this node published, and heard")
                .tags("direction", direction, "type", TYPES.contains(type) ? type : "other")
                .register(registry);
    }

    /** Shows how much memory Redis uses; it is asked when somebody looks. */
    void watchMemory(Supplier<OptionalLong> usedMemory) {
        Gauge.builder("cache.redis.used.memory", usedMemory, CacheMeters::bytes)
                .description("The memory that Redis uses")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    double sum(String counter) {
        return registry.find(counter).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static double bytes(Supplier<OptionalLong> usedMemory) {
        try {
            OptionalLong bytes = usedMemory.get();
            return bytes.isPresent() ? bytes.getAsLong() : Double.NaN;
        } catch (PortException.Unavailable e) {
            return Double.NaN;
        }
    }
}
