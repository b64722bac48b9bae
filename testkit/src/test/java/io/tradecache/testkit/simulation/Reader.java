package io.tradecache.testkit.simulation;

import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.PortException;
import io.tradecache.testkit.simulation.Scenario.Part;

/** Reads again and again on one node, now and then with a demand, and checks every answer against the promises. */
final class Reader implements Runnable {

    private static final int READS = 3;

    /** A reader may join loads that were doomed before it came, one of each other reader at most. */
    private static final int ATTEMPTS = 6;

    private static final Portfolio FIRST = Portfolios.FIRST;

    private final Node node;
    private final World world;

    Reader(Node node, World world) {
        this.node = node;
        this.world = world;
    }

    @Override
    public void run() {
        for (int i = 0; i < READS; i++) {
            switch (world.random.nextInt(world.scenario.has(Part.LISTS) ? 8 : 5)) {
                case 0 -> read(Demand.atLeast(world.ledger.token()));
                case 1 -> read(Demand.RELOAD);
                case 5, 6 -> readList(Demand.ANY);
                case 7 -> readList(Demand.RELOAD);
                default -> read(Demand.ANY);
            }
        }
    }

    /** Leaves copies behind, before anything happens. */
    void warm() {
        read(Demand.ANY);
        readList(Demand.ANY);
    }

    private void read(Demand demand) {
        Ledger.Promise promise = world.ledger.promise(node.index, demand);
        check(
                "portfolio",
                promise,
                answer(() -> node.tradecache.portfolios().get(FIRST.userId(), FIRST.portfolioId(), demand)));
    }

    private void readList(Demand demand) {
        Ledger.Promise promise = world.ledger.promise(node.index, demand);
        check("list", promise, answer(() -> node.tradecache.portfolios().list(FIRST.userId(), demand)));
    }

    private void check(String what, Ledger.Promise promise, Cached<?> answer) {
        world.tally.reads++;
        if (answer.source() == Source.NEAR) {
            world.tally.nearHits++;
        } else if (answer.source() == Source.SHARED) {
            world.tally.sharedHits++;
        }
        world.ledger.checkRead(what, node.index, promise, Portfolios.version(answer.value()));
    }

    /** A failure of the database reaches the reader, but never one who comes after the database has healed. */
    private Cached<?> answer(Read read) {
        for (int attempt = 1; ; attempt++) {
            try {
                return read.now();
            } catch (PortException.Unavailable e) {
                world.tally.failedReads++;
                world.faulty.heal();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** One way to read. */
    private interface Read {
        Cached<?> now();
    }
}
