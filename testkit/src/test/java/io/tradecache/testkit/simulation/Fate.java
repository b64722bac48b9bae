package io.tradecache.testkit.simulation;

import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.testkit.simulation.Scenario.Fault;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides by the world's seed whose turn it is, who stalls, when time passes and what goes wrong. */
final class Fate implements Baton.Order {

    /** Beyond the highest steadiness of a world. */
    static final int STEADIEST = 8;

    private static final int STEPS_BETWEEN_EVENTS = 10;
    private static final int SHORTEST_STALL = 8;
    private static final int DOUBLINGS = 5;
    private static final int[] SHORT_WAITS = {1, 1, 5, 20, 310, 610};
    private static final int[] LONG_WAITS = {1, 20, 310, 610, 1_000, 3_100};

    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final World world;
    private int crashes = 1;
    private int losses = 2;
    private int restarts = 2;
    private int failovers = 1;

    private @Nullable Task running;

    /** Somebody who stalls for some steps, as a paused process does. */
    private @Nullable Task stalled;

    private long stalledUntil;

    Fate(World world) {
        this.world = world;
    }

    @Override
    public Task next(List<Task> ready) {
        SplittableRandom random = world.random;
        boolean stalling = world.baton.steps() < stalledUntil;
        if (random.nextInt(STEPS_BETWEEN_EVENTS) == 0) {
            happen(ready);
        } else if (stalling && world.has(Fault.LAPSE) && random.nextInt(STEPS_BETWEEN_EVENTS) == 0) {
            pass();
        }
        if (running != null && random.nextInt(STEADIEST) < world.steadiness && ready.contains(running)) {
            return running;
        }
        Task chosen = choose(ready, stalling);
        running = chosen;
        return chosen;
    }

    private Task choose(List<Task> ready, boolean stalling) {
        SplittableRandom random = world.random;
        Task chosen = ready.get(random.nextInt(ready.size()));
        if (chosen == stalled && stalling && ready.size() > 1) {
            int other = (ready.indexOf(chosen) + 1 + random.nextInt(ready.size() - 1)) % ready.size();
            return ready.get(other);
        }
        return chosen;
    }

    private void happen(List<Task> ready) {
        SplittableRandom random = world.random;
        switch (random.nextInt(13)) {
            case 0, 9 -> crash(ready);
            case 1 -> lose();
            case 2 -> restart();
            case 3 -> failOver();
            case 4, 10 -> breakOrHealCache();
            case 5 -> breakOrHealLoads();
            case 6, 7 -> stall(ready);
            case 8 -> silence();
            default -> pass();
        }
        if (world.has(Fault.FAILOVER)) {
            world.store.replicate(random.nextInt(12));
        }
    }

    private void pass() {
        int[] waits = world.has(Fault.LAPSE) ? LONG_WAITS : SHORT_WAITS;
        int millis = waits[world.random.nextInt(waits.length)];
        world.baton.note(millis + " ms pass");
        world.time.advance(Duration.ofMillis(millis));
    }

    private void stall(List<Task> ready) {
        if (world.baton.steps() < stalledUntil) {
            return;
        }
        stalled = ready.get(world.random.nextInt(ready.size()));
        stalledUntil = world.baton.steps() + ((long) SHORTEST_STALL << world.random.nextInt(DOUBLINGS));
        world.baton.note(stalled.name() + " stalls");
    }

    /** A node with a writer in the middle of its work dies, if there is one. */
    private void crash(List<Task> ready) {
        if (!world.has(Fault.CRASH) || crashes == 0) {
            return;
        }
        for (Task task : ready) {
            if (task.name().startsWith("W") && !task.place().equals("begin")) {
                int node = Integer.parseInt(task.name().substring(task.name().indexOf('@') + 1));
                crashes--;
                world.tally.crashes++;
                world.baton.note("node " + node + " dies");
                world.nodes.get(node).crash();
                return;
            }
        }
    }

    private void lose() {
        if (world.has(Fault.LOSS) && losses > 0 && world.network.lose()) {
            losses--;
            world.tally.lost++;
            world.baton.note("a message is lost");
        }
    }

    private void silence() {
        if (world.has(Fault.SILENCE)) {
            Node node = world.nodes.get(world.random.nextInt(world.nodes.size()));
            world.baton.note("node " + node.index + " hears nothing");
            node.link.silence(SILENCE);
        }
    }

    private void restart() {
        if (world.has(Fault.RESTART) && restarts > 0) {
            restarts--;
            world.tally.restarts++;
            world.baton.note("the shared cache restarts");
            world.store.restart();
        }
    }

    private void failOver() {
        if (world.has(Fault.FAILOVER) && failovers > 0) {
            failovers--;
            world.tally.restarts++;
            world.baton.note("the replica takes over");
            world.ledger.failedOver();
            world.store.failOver();
        }
    }

    private void breakOrHealCache() {
        if (world.has(Fault.OUTAGE)) {
            Node node = world.nodes.get(world.random.nextInt(world.nodes.size()));
            boolean broken = world.random.nextBoolean();
            world.baton.note("node " + node.index + (broken ? " loses" : " finds") + " the shared cache");
            if (broken) {
                node.cache.fail();
            } else {
                node.cache.heal();
            }
        }
    }

    private void breakOrHealLoads() {
        if (world.has(Fault.LOADER)) {
            boolean broken = world.random.nextBoolean();
            world.baton.note("the database " + (broken ? "fails" : "answers"));
            if (broken) {
                world.faulty.fail(PortfolioRepository.class, "find");
                world.faulty.fail(PortfolioRepository.class, "findByUser");
            } else {
                world.faulty.heal();
            }
        }
    }
}
