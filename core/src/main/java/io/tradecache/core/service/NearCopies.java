package io.tradecache.core.service;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation.Target;
import io.tradecache.core.model.change.Outdated;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.InvalidationMatrix;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The copies that this node keeps of shared values, and the guard that no old one gets in: a value may enter only if its
 * key was not invalidated since its reading began. An invalidation moves the stamp first and drops the copy second, so
 * that a copy which slips in between is dropped, and one that comes later is refused. Thread-safe.
 */
public final class NearCopies implements EventBus.Listener {

    private final NearCache cache;
    private final NearTrust trust;
    private final Telemetry telemetry;
    private final Stamps stamps = new Stamps();
    private final Untold untold = new Untold();
    private final Unheard unheard = new Unheard();
    private final ChangeFollowers followers = new ChangeFollowers();

    /**
     * Guards a near cache.
     *
     * @param cache where the copies are
     * @param trust whether they may be served
     * @param telemetry what is counted
     */
    public NearCopies(NearCache cache, NearTrust trust, Telemetry telemetry) {
        this.cache = cache;
        this.trust = trust;
        this.telemetry = telemetry;
    }

    /**
     * The copy of a key.
     *
     * @param key the key
     * @param <T> the value's type
     * @return null when there is none, or none may be served
     */
    <T> @Nullable Cached<T> find(CacheKey<T> key) {
        // In this order: a copy that was found before all were dropped must not be trusted because all were dropped.
        return isTrusted(key) ? cache.find(key) : null;
    }

    /** What {@link #offer} must be shown later; to be asked for before the shared cache or the source is. */
    long stamp(CacheKey<?> key) {
        return stamps.of(key.text());
    }

    /** When and from what a reading begins; to be asked for before the shared cache or the source is. */
    Flights.Start start(CacheKey<?> key) {
        boolean trusted = isTrusted(key);
        return new Flights.Start(stamp(key), trust.now(), trusted);
    }

    /** What the shared cache is not known to have been told of. */
    Untold untold() {
        return untold;
    }

    /** Keeps a copy of what was read, unless the key was invalidated since the stamp was asked for. */
    <T> void offer(CacheKey<T> key, Cached<T> read, Duration timeToLive, long stamp) {
        if (read.source() == Source.SHARED && !trust.holdsByBus()) {
            return;
        }
        if (timeToLive.compareTo(Duration.ZERO) > 0 && stamps.of(key.text()) == stamp) {
            Cached<T> copy = new Cached<>(read.entry(), Source.NEAR);
            cache.put(key, copy, timeToLive, () -> stamps.of(key.text()) == stamp);
        }
    }

    /** Forgets the keys of a change of this node, which the shared cache was told of before. */
    void forget(Collection<Target> targets) {
        targets.forEach(target -> forget(target.key().text()));
    }

    /** Forgets the keys of a change that the log tells of. */
    void forgetChange(Change change) {
        List<Target> targets = InvalidationMatrix.spoiledBy(change);
        unheard.add(trust.now(), targets);
        forget(targets);
        followers.tell(Outdated.by(change));
    }

    /** All that was committed before a moment has been forgotten. */
    void logReadUntil(long moment) {
        unheard.settle(trust.holdsByBus(), moment, untold);
        trust.logReadUntil(moment);
    }

    /** Forgets everything, for nobody can say what changed. */
    void forgetAll() {
        stamps.moveAll();
        cache.removeAll();
        followers.tell(List.of(Outdated.EVERYTHING));
    }

    /** Tells of changes from now on, each after its keys were forgotten here. */
    EventBus.Subscription follow(Consumer<Outdated> follower) {
        return followers.add(follower);
    }

    @Override
    public void changed(ChangeEvent event) {
        telemetry.invalidationEvent("received", event.type());
        if (event.keys().contains(ChangeEvent.EVERY_KEY)) {
            forgetAll();
        } else {
            event.keys().forEach(this::forget);
            followers.tell(Outdated.by(event));
        }
    }

    @Override
    public void lost() {
        trust.busLost(this::forgetAll);
        telemetry.busLost();
    }

    @Override
    public void heardAllUntil(long nanoTime) {
        trust.busHeardUntil(nanoTime);
        telemetry.busLag(Duration.ofNanos(Math.max(0, trust.now() - nanoTime)));
    }

    /** The log tells nothing of entities that an application declared: of their changes the bus alone is heard. */
    private boolean isTrusted(CacheKey<?> key) {
        return key.family() == Family.DECLARED ? trust.holdsByBus() : trust.holds();
    }

    private void forget(String key) {
        stamps.move(key);
        cache.remove(key);
    }
}
