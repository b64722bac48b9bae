package io.tradecache.testkit.simulation;

import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.PortException;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.RefusedException;

/** Renames the portfolio on one node, and notes what it was answered. */
final class Writer implements Runnable {

    private static final int WRITES = 2;
    private static final Portfolio FIRST = Portfolios.FIRST;

    private final Node node;
    private final World world;

    Writer(Node node, World world) {
        this.node = node;
        this.world = world;
    }

    @Override
    public void run() {
        for (int i = 0; i < WRITES; i++) {
            write();
        }
    }

    private void write() {
        try {
            Acknowledged<Portfolio> written = node.tradecache
                    .portfolios()
                    .update(FIRST.userId(), FIRST.portfolioId(), world.committed(), portfolio -> portfolio);
            world.ledger.acknowledged(node.index, written.version(), written.pending());
            world.tally.writes++;
            if (written.pending()) {
                world.tally.pending++;
            }
        } catch (RefusedException.VersionConflict | PortException.Unavailable e) {
            world.baton.note("a write is refused");
        }
    }
}
