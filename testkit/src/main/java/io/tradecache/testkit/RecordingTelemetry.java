package io.tradecache.testkit;

import io.tradecache.core.model.cache.Family;
import io.tradecache.core.port.Telemetry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Remembers what was counted. Thread-safe. */
public final class RecordingTelemetry implements Telemetry {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * How often something was counted.
     *
     * @param name the method and its labels, for example {@code hit portfolio} or {@code cacheError find portfolio}
     */
    public long count(String name) {
        LongAdder adder = counts.get(name);
        return adder == null ? 0 : adder.sum();
    }

    @Override
    public void hit(Family family) {
        add("hit " + family.label());
    }

    @Override
    public void miss(Family family) {
        add("miss " + family.label());
    }

    @Override
    public void cacheError(String operation, Family family) {
        add("cacheError " + operation + " " + family.label());
    }

    @Override
    public void cacheCall(String operation, Duration took) {
        add("cacheCall " + operation);
    }

    @Override
    public void invalidated(String operation, boolean told) {
        add("invalidated " + operation + " " + told);
    }

    @Override
    public void breaker(boolean open) {
        add("breaker " + open);
    }

    @Override
    public void feedRequested(boolean answered) {
        add("feedRequested " + answered);
    }

    @Override
    public void versionConflict(String entity) {
        add("versionConflict " + entity);
    }

    @Override
    public void coalesced(Family family) {
        add("coalesced " + family.label());
    }

    @Override
    public void fillRefused(Family family) {
        add("fillRefused " + family.label());
    }

    @Override
    public void priceRefused(String reason) {
        add("priceRefused " + reason);
    }

    @Override
    public String toString() {
        return counts.toString();
    }

    private void add(String name) {
        counts.computeIfAbsent(name, unused -> new LongAdder()).increment();
    }
}
