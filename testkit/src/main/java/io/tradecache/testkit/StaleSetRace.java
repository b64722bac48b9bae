package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.rules.CacheKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The race that makes ordinary caches wrong: a reader loads the old value, a writer commits a new one and forgets the
 * old, and then the reader stores what it loaded. Three readers and two writers take their steps one at a time, in an
 * order that a seed decides, so that a failure happens again under the same seed. Not thread-safe.
 */
public final class StaleSetRace {

    private static final int READERS = 3;
    private static final int WRITERS = 2;
    private static final int ROUNDS = 3;
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final CacheStore store;
    private final int seed;
    private final Random random;
    private final CacheKey<Portfolio> key;
    private long committed = 1;
    private long acknowledged;
    private int hits;

    private StaleSetRace(CacheStore store, int seed) {
        this.store = store;
        this.seed = seed;
        this.random = new Random(seed);
        this.key = CacheKeys.portfolio(Samples.AMELIA, new PortfolioId("portfolio_race-" + seed));
    }

    /**
     * Runs one schedule on a key of its own, and fails the test when a reader finds a value older than a write that was
     * acknowledged before it looked.
     *
     * @param store the store under test
     * @param seed the schedule
     * @return the race when it is over
     */
    public static StaleSetRace run(CacheStore store, int seed) {
        StaleSetRace race = new StaleSetRace(store, seed);
        race.run();
        return race;
    }

    /** How often a reader found a value: a schedule in which nobody does proves nothing. */
    public int hits() {
        return hits;
    }

    private void run() {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            actors.add(new Reader());
        }
        for (int i = 0; i < WRITERS; i++) {
            actors.add(new Writer());
        }
        while (!actors.isEmpty()) {
            Actor actor = actors.get(random.nextInt(actors.size()));
            actor.step();
            actors.removeIf(Actor::isDone);
        }
        look();
    }

    private Lookup<Portfolio> look() {
        Lookup<Portfolio> lookup = store.find(key);
        if (lookup instanceof Lookup.Hit<Portfolio> hit) {
            hits++;
            assertThat(hit.entry().value().version())
                    .as("the version that a reader finds (seed %d)", seed)
                    .isBetween(acknowledged, committed);
        }
        return lookup;
    }

    /** Somebody who takes one step whenever it is their turn. */
    private interface Actor {
        void step();

        boolean isDone();
    }

    /** Looks, loads, fills; now and then renews, or gives the lease back. */
    private final class Reader implements Actor {
        private int roundsLeft = ROUNDS;
        private @Nullable Lease<Portfolio> lease;
        private @Nullable Portfolio loaded;

        @Override
        public void step() {
            if (lease == null) {
                ask();
            } else if (loaded == null) {
                loaded = Samples.portfolio(committed);
            } else {
                finish(lease, loaded);
            }
        }

        @Override
        public boolean isDone() {
            return roundsLeft == 0;
        }

        private void ask() {
            Lookup<Portfolio> lookup = look();
            if (lookup instanceof Lookup.Hit && random.nextInt(3) == 0) {
                lookup = store.renew(key);
            }
            if (lookup instanceof Lookup.Leased<Portfolio> leased) {
                lease = leased.lease();
            } else {
                roundsLeft--;
            }
        }

        private void finish(Lease<Portfolio> held, Portfolio value) {
            if (random.nextInt(8) == 0) {
                store.release(held);
            } else {
                store.fill(held, Samples.entry(value), LIFETIME);
            }
            lease = null;
            loaded = null;
            roundsLeft--;
        }
    }

    /** Commits, then forgets; the write is acknowledged when both are done. */
    private final class Writer implements Actor {
        private int roundsLeft = ROUNDS;
        private long written;

        @Override
        public void step() {
            if (written == 0) {
                written = ++committed;
                return;
            }
            assertThat(store.invalidate(Samples.invalidation(key, random.nextInt(4) == 0 ? 0 : written)))
                    .isTrue();
            acknowledged = Math.max(acknowledged, written);
            written = 0;
            roundsLeft--;
        }

        @Override
        public boolean isDone() {
            return roundsLeft == 0;
        }
    }
}
