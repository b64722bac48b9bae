package io.tradecache.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the clients that are sent live prices, by the way in which they are connected. Thread-safe. */
final class ClientMeters {

    private static final String TRANSPORT = "transport";

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> connected = new ConcurrentHashMap<>();

    ClientMeters(MeterRegistry registry) {
        this.registry = registry;
        for (String transport : List.of("websocket", "websocket_batch", "sse")) {
            connected(transport);
            List.of("sent", "lost").forEach(result -> messages(transport, result));
            dropped(transport, "slow");
        }
    }

    AtomicInteger connected(String transport) {
        return connected.computeIfAbsent(transport, added -> {
            AtomicInteger count = new AtomicInteger();
            Gauge.builder("realtime.connections", count, AtomicInteger::get)
                    .description("Clients that are sent live prices")
                    .tag(TRANSPORT, added)
                    .register(registry);
            return count;
        });
    }

    Counter messages(String transport, String result) {
        return Counter.builder("realtime.messages")
                .description("Messages to and from clients that are sent live prices")
                .tags(TRANSPORT, transport, "result", result)
                .register(registry);
    }

    Counter dropped(String transport, String reason) {
        return Counter.builder("realtime.dropped")
                .description("Clients that were hung up on")
                .tags(TRANSPORT, transport, "reason", reason)
                .register(registry);
    }
}
