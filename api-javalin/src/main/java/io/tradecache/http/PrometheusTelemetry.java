package io.tradecache.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.change.Operation;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Counts for Prometheus. The names and help texts are fixed; what can be known beforehand is there with 0 from the
 * start, so that a first increase shows. Thread-safe.
 */
public final class PrometheusTelemetry extends ClientMeters {

    /** The form in which {@link #scrape} answers. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration[] CACHE_BUCKETS =
            Bounds.millis(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000);

    private final PrometheusMeterRegistry registry;
    private final Map<Family, Counter> hits = new EnumMap<>(Family.class);
    private final Map<Family, Counter> misses = new EnumMap<>(Family.class);
    private final Counter coalesced;
    private final Counter busGaps;
    private final AtomicLong busLagNanos = new AtomicLong();
    private final AtomicLong changeLogLagNanos = new AtomicLong();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger breakerOpen = new AtomicInteger();
    private final RequestMeters requests;
    private final Map<String, Timer> cacheCalls = new ConcurrentHashMap<>();
    private final CacheMeters cache;
    private final PriceMeters prices;

    /**
     * Begins to count.
     *
     * @param version the version of tradecache that runs
     */
    public PrometheusTelemetry(String version) {
        this(version, ProcessMeters.registry());
    }

    private PrometheusTelemetry(String version, PrometheusMeterRegistry registry) {
        super(registry);
        this.registry = registry;
        for (Family family : Family.values()) {
            hits.put(family, counter("cache.hits", "Total number of cache hits", "family", family.label()));
            misses.put(family, counter("cache.misses", "Total number of cache misses", "family", family.label()));
            errors("find", family);
            refusedFills(family);
        }
        coalesced = counter("cache.coalesced.loads", "Loads that were spared, because another one was joined");
        busGaps = counter("cache.bus.gaps", "How often events may have been missed, so that all copies were dropped");
        seconds("cache.bus.lag", "From the sending of a heartbeat to its hearing", busLagNanos);
        seconds("cache.change.log.lag", "The age of the oldest change that the last reading gave", changeLogLagNanos);
        gauge("cache.invalidations.pending", "Committed changes that the shared cache was not told of yet", pending);
        gauge("cache.breaker.open", "1 while the shared cache is left alone, since it did not answer", breakerOpen);
        cacheCalls("find");
        for (Operation operation : Operation.values()) {
            invalidations(operation.label());
        }
        List.of("portfolio", "holding", "watchlist", "item").forEach(this::conflicts);
        requests = new RequestMeters(registry);
        cache = new CacheMeters(registry);
        prices = new PriceMeters(registry);
        registry.getPrometheusRegistry().register(() -> build(version));
        ProcessMeters.bindTo(registry);
    }

    /**
     * Where further meters go, for parts of the server that have their own.
     *
     * @return the registry behind {@code /metrics}
     */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Shows how much memory Redis uses.
     *
     * @param usedMemory is asked whenever somebody looks at the metrics; may throw what a port throws
     */
    public void watchMemory(Supplier<OptionalLong> usedMemory) {
        cache.watchMemory(usedMemory);
    }

    /** What the caches of this node did so far. */
    CacheCounts cacheCounts() {
        return new CacheCounts(
                Math.round(cache.sum("cache.hits")),
                Math.round(cache.sum("cache.misses")),
                Math.round(cache.sum("cache.errors")),
                Math.round(coalesced.count()),
                pending.get(),
                Arrays.stream(Family.values()).map(this::counts).toList());
    }

    /** How far this node's data is behind: the oldest price, the change log, and what the cache was not told of. */
    DataHealth dataHealth() {
        return new DataHealth(
                prices.age().toMillis(),
                Duration.ofNanos(changeLogLagNanos.get()).toMillis(),
                pending.get());
    }

    private CacheCounts.OfFamily counts(Family family) {
        return new CacheCounts.OfFamily(
                family.label(),
                Math.round(Objects.requireNonNull(hits.get(family)).count()),
                Math.round(Objects.requireNonNull(misses.get(family)).count()));
    }

    /** Everything counted so far, in the Prometheus text format. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void hit(Family family) {
        Objects.requireNonNull(hits.get(family)).increment();
    }

    @Override
    public void miss(Family family) {
        Objects.requireNonNull(misses.get(family)).increment();
    }

    @Override
    public void cacheError(String operation, Family family) {
        errors(operation, family).increment();
    }

    @Override
    public void cacheCall(String operation, Duration took) {
        cacheCalls(operation).record(took);
    }

    @Override
    public void invalidated(String operation, boolean told) {
        invalidations(operation).increment();
    }

    @Override
    public void versionConflict(String entity) {
        conflicts(entity).increment();
    }

    @Override
    public void coalesced(Family family) {
        coalesced.increment();
    }

    @Override
    public void fillRefused(Family family) {
        refusedFills(family).increment();
    }

    @Override
    public void staleServed(Family family) {
        counter("cache.stale.served", "Old values served, since their source failed", "family", family.label())
                .increment();
    }

    @Override
    public void priceRefused(String reason) {
        prices.refused(reason).increment();
    }

    @Override
    public void feedRequested(boolean answered) {
        prices.requested(answered);
    }

    @Override
    public void priceAge(Duration age) {
        prices.age(age);
    }

    @Override
    public void invalidationEvent(String direction, String type) {
        cache.events(direction, type).increment();
    }

    @Override
    public void warmed(String job, int entries) {
        cache.warmed(job).increment(entries);
    }

    @Override
    public void busLost() {
        busGaps.increment();
    }

    @Override
    public void busLag(Duration lag) {
        busLagNanos.set(lag.toNanos());
    }

    @Override
    public void changeLogLag(Duration lag) {
        changeLogLagNanos.set(lag.toNanos());
    }

    @Override
    public void invalidationsPending(int changes) {
        pending.set(changes);
    }

    @Override
    public void breaker(boolean open) {
        breakerOpen.set(open ? 1 : 0);
    }

    /** A request was answered; the route is a template, so that its values are few. */
    void request(String method, String route, int status, Duration took) {
        requests.record(method, route, status, took);
    }

    /** Made by hand, since Micrometer cuts the ending {@code _info} off. */
    private static MetricSnapshot build(String version) {
        return InfoSnapshot.builder()
                .name("tradecache_build")
                .help("The version of tradecache that runs")
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", version))
                        .build())
                .build();
    }

    private Counter errors(String operation, Family family) {
        return Counter.builder("cache.errors")
                .description("Total number of cache errors")
                .tags("operation", operation, "family", family.label())
                .register(registry);
    }

    private Timer cacheCalls(String operation) {
        return cacheCalls.computeIfAbsent(
                operation,
                name -> Timer.builder("cache.operation.duration")
                        .description("Cache operation latency")
                        .tag("operation", name)
                        .serviceLevelObjectives(CACHE_BUCKETS)
                        .register(registry));
    }

    private Counter invalidations(String operation) {
        return counter("cache.invalidations", "Changes that made the cache forget", "operation", operation);
    }

    private Counter conflicts(String entity) {
        return counter("version.conflicts", "Writes refused since they came too late", "entity", entity);
    }

    private Counter refusedFills(Family family) {
        return counter(
                "cache.refused.fills", "Loads not stored, since the key was invalidated", "family", family.label());
    }

    private Counter counter(String name, String help, String... labelAndValue) {
        return Counter.builder(name).description(help).tags(labelAndValue).register(registry);
    }

    private void seconds(String name, String help, AtomicLong nanos) {
        Gauge.builder(name, nanos, value -> value.get() / 1e9)
                .description(help)
                .baseUnit("seconds")
                .register(registry);
    }

    private void gauge(String name, String help, AtomicInteger value) {
        Gauge.builder(name, value, AtomicInteger::get).description(help).register(registry);
    }
}
