package io.tradecache.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tradecache.core.port.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The part of the counting that is about clients who are sent live prices, by the way in which they are connected. What is
 * counted for every message is looked up by the transport alone. Thread-safe.
 */
abstract class ClientMeters implements Telemetry {

    private static final String TRANSPORT = "transport";
    private static final String RESULT = "result";
    private static final String OTHER = "other";

    /** Those that anybody may meet; a client may close with any number that it likes. */
    private static final Set<Integer> CODES =
            Set.of(1000, 1001, 1002, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 4000, 4001, 4008, 4009, 4504);

    private static final Duration[] BUCKETS = Bounds.millis(0.1, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1_000);

    private final MeterRegistry registry;
    private final Map<String, OfTransport> transports = new ConcurrentHashMap<>();
    private final AtomicInteger symbols = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final AtomicInteger factor = new AtomicInteger(1);
    private final Timer lags;
    private final Timer turns;

    ClientMeters(MeterRegistry registry) {
        this.registry = registry;
        for (String transport : List.of("websocket", "websocket_batch", "sse")) {
            of(transport);
            List.of("slow", "dead", "flood", "failure", "access").forEach(reason -> dropped(transport, reason));
        }
        List.of("access", "connections", "origin", "stopping", "upgrade").forEach(this::rejected);
        gauge("realtime.symbols", "Symbols that any client listens to", symbols);
        gauge("realtime.subscriptions", "The sum of all clients' symbols", subscriptions);
        gauge("realtime.interval.factor", "How many times longer all intervals are than was asked for", factor);
        lags = timer("realtime.fanout.lag", "How late clients' turns began");
        turns = timer("realtime.fanout", "How long it took to send prices to the clients of one turn");
    }

    /** What is counted for each message. */
    private static final class OfTransport {

        private final AtomicInteger connected = new AtomicInteger();
        private final Map<String, Counter> messages = new ConcurrentHashMap<>();
        private final Counter conflated;
        private final Counter prices;
        private final Counter bytes;

        private OfTransport(MeterRegistry registry, String transport) {
            Gauge.builder("realtime.connections", connected, AtomicInteger::get)
                    .description("Clients that are sent live prices")
                    .tag(TRANSPORT, transport)
                    .register(registry);
            conflated = messages(registry, transport, "conflated");
            List.of("sent", "lost").forEach(result -> messages.put(result, messages(registry, transport, result)));
            prices = Counter.builder("realtime.prices")
                    .description("Prices that were sent, several of them in one message")
                    .tag(TRANSPORT, transport)
                    .register(registry);
            bytes = Counter.builder("realtime.sent.bytes")
                    .description("What the messages to clients held")
                    .tag(TRANSPORT, transport)
                    .register(registry);
        }

        private static Counter messages(MeterRegistry registry, String transport, String result) {
            return Counter.builder("realtime.messages")
                    .description("Messages to and from clients that are sent live prices; conflated are the prices that"
                            + " were passed over for newer ones")
                    .tags(TRANSPORT, transport, RESULT, result)
                    .register(registry);
        }
    }

    @Override
    public final void clientConnected(String transport, boolean connected) {
        of(transport).connected.addAndGet(connected ? 1 : -1);
    }

    @Override
    public final void clientMessage(String transport, String result) {
        of(transport)
                .messages
                .computeIfAbsent(result, added -> OfTransport.messages(registry, transport, added))
                .increment();
    }

    @Override
    public final void pricesSent(String transport, int prices, long conflated) {
        OfTransport meters = of(transport);
        meters.prices.increment(prices);
        if (conflated > 0) {
            meters.conflated.increment((double) conflated);
        }
    }

    @Override
    public final void bytesSent(String transport, int bytes) {
        of(transport).bytes.increment(bytes);
    }

    @Override
    public final void clientDropped(String transport, String reason) {
        dropped(transport, reason).increment();
    }

    @Override
    public final void clientRejected(String reason) {
        rejected(reason).increment();
    }

    @Override
    public final void clientClosed(String transport, int code) {
        closed(transport, code).increment();
    }

    private Counter dropped(String transport, String reason) {
        return Counter.builder("realtime.dropped")
                .description("Clients that were hung up on")
                .tags(TRANSPORT, transport, "reason", reason)
                .register(registry);
    }

    private Counter rejected(String reason) {
        return Counter.builder("realtime.rejected")
                .description("Clients that were not let in")
                .tag("reason", reason)
                .register(registry);
    }

    private Counter closed(String transport, int code) {
        return Counter.builder("realtime.closes")
                .description("Connections that were closed, by whichever side, and with which code")
                .tags(TRANSPORT, transport, "code", CODES.contains(code) ? Integer.toString(code) : OTHER)
                .register(registry);
    }

    @Override
    public final void clientSubscriptions(int listenedTo, int inAll) {
        symbols.set(listenedTo);
        subscriptions.set(inAll);
    }

    @Override
    public final void fanOutStretched(int times) {
        factor.set(times);
    }

    @Override
    public final void fannedOut(Duration lag, Duration took) {
        lags.record(lag);
        turns.record(took);
    }

    private OfTransport of(String transport) {
        return transports.computeIfAbsent(transport, added -> new OfTransport(registry, added));
    }

    private void gauge(String name, String help, AtomicInteger value) {
        Gauge.builder(name, value, AtomicInteger::get).description(help).register(registry);
    }

    private Timer timer(String name, String help) {
        return Timer.builder(name)
                .description(help)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
