package io.tradecache.testkit.simulation;

import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.testkit.Samples;
import java.time.Duration;

/** What a mutant is asked, in words that both sides of its class loader know. */
public final class Probe {

    private Probe() {}

    /**
     * Runs a case until a promise is broken.
     *
     * @param model the name of a {@link Case}
     * @param seeds how many seeds at most, from 1 on
     * @return the first seed that broke one, or 0
     */
    public static long firstFailingSeed(String model, int seeds) {
        Scenario scenario = Case.valueOf(model).scenario;
        for (long seed = 1; seed <= seeds; seed++) {
            if (!holds(scenario, seed)) {
                return seed;
            }
        }
        return 0;
    }

    /** Whether the contract for all adapters finds nothing. */
    public static boolean interleavingsHold() {
        InMemoryInterleavingsTest contract = new InMemoryInterleavingsTest();
        try {
            contract.aReaderBesideAWriterOnItsNodeIsRightInEveryOrder();
            contract.twoReadersBesideTwoWritersAreRightInManyOrders();
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    /** Whether a load that began after an invalidation is refused when it shows what a lagging replica would. */
    public static boolean refusesVersionsUnderTheFloor() {
        InMemoryCacheStore store = new InMemoryCacheStore(new SimulatedTime().clock(), new InMemoryEventBus());
        store.invalidate(Samples.invalidation(Portfolios.ONE, 5));
        Lookup.Leased<Portfolio> leased = (Lookup.Leased<Portfolio>) store.find(Portfolios.ONE);
        return !store.fill(leased.lease(), Samples.entry(Samples.portfolio(4)), Duration.ofMinutes(5));
    }

    private static boolean holds(Scenario scenario, long seed) {
        try {
            new World(scenario, seed, false, new Tally()).run();
            return true;
        } catch (AssertionError | RuntimeException e) {
            return false;
        }
    }
}
