package io.tradecache.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.service.NearTrust;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What was promised to whom, and whether it was kept. Not thread-safe: only the holder of the baton writes in it. */
final class Ledger {

    private final LongSupplier database;
    private final SimulatedTime time;
    private final long[] ownAcknowledged;
    private final List<Acknowledgement> acknowledgements = new ArrayList<>();
    private long newest;

    /** Above every version that the shared cache was told of before its writer was answered. */
    private long sharedFloor;

    /** After a failover, until the log was replayed, only readers with a token are safe. */
    private boolean onlyTokens;

    /**
     * An empty ledger.
     *
     * @param database the version that is committed now
     */
    Ledger(int nodes, LongSupplier database, SimulatedTime time) {
        this.database = database;
        this.time = time;
        this.ownAcknowledged = new long[nodes];
    }

    void acknowledged(int node, long version, boolean pending) {
        newest = Math.max(newest, version);
        ownAcknowledged[node] = Math.max(ownAcknowledged[node], version);
        if (!pending) {
            sharedFloor = Math.max(sharedFloor, version);
            acknowledgements.add(new Acknowledgement(time.nanoTime(), version));
        }
    }

    void failedOver() {
        onlyTokens = true;
    }

    /** The newest version that any writer was told: what a reader may demand anywhere. */
    long token() {
        return newest;
    }

    /** What a read that begins now is promised. */
    Promise promise(int node, Demand demand) {
        long always = demand.reload() ? database.getAsLong() : demand.minVersion();
        long bound = time.nanoTime() - NearTrust.BUS_BOUND.toNanos();
        long everywhere = acknowledgements.stream()
                .filter(acknowledgement -> acknowledgement.moment < bound)
                .mapToLong(Acknowledgement::version)
                .max()
                .orElse(0);
        return new Promise(always, Math.max(always, Math.max(ownAcknowledged[node], everywhere)));
    }

    void checkRead(String what, int node, Promise promise, long version) {
        long promised = onlyTokens ? promise.always : promise.usually;
        if (version < promised) {
            assertThat(version)
                    .as("the version of the %s that node %d reads", what, node)
                    .isGreaterThanOrEqualTo(promised);
        }
    }

    void checkShared(String key, long version) {
        if (!onlyTokens && version < sharedFloor) {
            assertThat(version).as("the shared version of %s", key).isGreaterThanOrEqualTo(sharedFloor);
        }
    }

    void checkAtRest(String where, long version) {
        assertThat(version).as("the version at rest, %s", where).isEqualTo(database.getAsLong());
    }

    /**
     * The lowest version that a read may give.
     *
     * @param always also after a failover
     * @param usually as long as there was none
     */
    record Promise(long always, long usually) {}

    private record Acknowledgement(long moment, long version) {}
}
