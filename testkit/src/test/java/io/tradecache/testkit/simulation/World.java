package io.tradecache.testkit.simulation;

import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryLeadership;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.port.Persistence;
import io.tradecache.testkit.FaultyPersistence;
import io.tradecache.testkit.simulation.Scenario.Fault;
import io.tradecache.testkit.simulation.Scenario.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Several nodes over one database and one shared cache, with readers, writers, buses and loops that take turns as a seed
 * decides, while things go wrong. Every read is checked when it returns, every shared value when it is stored or found,
 * and every copy when all have come to rest.
 */
final class World {

    private static final long POLL_EVERY = Duration.ofMillis(200).toNanos();
    private static final int ROUNDS_TO_REST = 3;

    final Scenario scenario;
    final Tally tally;
    final SplittableRandom random;
    final SimulatedTime time = new SimulatedTime();
    final Baton baton;
    final InMemoryDatabase database = new InMemoryDatabase();
    final FaultyPersistence faulty = new FaultyPersistence(database.persistence());
    final Persistence persistence;
    final Network network;
    final Ledger ledger;
    final SharedStore store;
    final InMemoryLeadership leadership = new InMemoryLeadership(time.clock());
    final List<Node> nodes = new ArrayList<>();

    /** Whether every look at the time is a gate too: slower, but it opens the narrowest gaps. */
    final boolean fine;

    /** How likely a task goes on by itself, in eighths: some mistakes need many turns, some need few. */
    final int steadiness;

    /** How many readers and writers are not done yet. */
    private int active;

    World(Scenario scenario, long seed, boolean traced, Tally tally) {
        QuietLog.begin();
        this.scenario = scenario;
        this.tally = tally;
        this.random = new SplittableRandom(seed);
        this.baton = new Baton(new Fate(this), time, traced);
        this.persistence = GatedPersistence.of(faulty.persistence(), baton);
        this.network = new Network(scenario.nodes(), time, random);
        this.ledger = new Ledger(scenario.nodes(), this::committed, time);
        this.store = new SharedStore(time, network, ledger);
        this.steadiness = random.nextInt(Fate.STEADIEST);
        this.fine = random.nextInt(4) == 0 || has(Fault.SILENCE);
        database.persistence().portfolios().insert(Portfolios.FIRST);
        for (int i = 0; i < scenario.nodes(); i++) {
            nodes.add(new Node(i, this));
        }
    }

    /** Runs one schedule to its end and checks what is left. */
    void run() {
        start();
        addActors();
        addLoops();
        baton.run();
        settle();
        nodes.stream().filter(node -> !node.isDead()).forEach(this::checkCopies);
        checkShared(Portfolios.ONE);
        checkShared(Portfolios.LIST);
        tally.schedules++;
        tally.steps += baton.steps();
    }

    long committed() {
        return database.persistence()
                .portfolios()
                .find(Portfolios.FIRST.portfolioId())
                .orElseThrow()
                .version();
    }

    private void start() {
        for (Node node : nodes) {
            if (scenario.has(Part.BUS)) {
                node.tradecache.coherence().listenTo(node.link);
            }
            if (scenario.has(Part.TAIL)) {
                node.tail.poll();
            }
            node.link.deliverAll();
            if (random.nextBoolean()) {
                new Reader(node, this).warm();
            }
        }
    }

    private void addActors() {
        for (int i = 0; i < scenario.readers().size(); i++) {
            Node node = nodes.get(scenario.readers().get(i));
            add("R" + i, node, new Reader(node, this));
        }
        for (int i = 0; i < scenario.writers().size(); i++) {
            Node node = nodes.get(scenario.writers().get(i));
            add("W" + i, node, new Writer(node, this));
        }
    }

    private void add(String name, Node node, Runnable actor) {
        active++;
        baton.add(name + "@" + node.index, node::isDead, () -> {
            try {
                actor.run();
            } finally {
                active--;
            }
        });
    }

    private void addLoops() {
        for (Node node : nodes) {
            if (scenario.has(Part.BUS)) {
                loop("bus", node, node.link::isReady, node.link::step);
            }
            if (scenario.has(Part.TAIL)) {
                loop("tail", node, node.tail::poll);
            }
            if (scenario.has(Part.APPLIER)) {
                loop("applier", node, node.applier::poll);
            }
        }
    }

    /** A loop that is woken by commits, and now and then all the same. */
    private void loop(String name, Node node, Runnable poll) {
        AtomicLong seen = new AtomicLong();
        AtomicLong polled = new AtomicLong();
        BooleanSupplier woken = () -> committed() > seen.get() || time.nanoTime() - polled.get() > POLL_EVERY;
        loop(name, node, woken, () -> {
            seen.set(committed());
            polled.set(time.nanoTime());
            poll.run();
        });
    }

    /** A loop of a node: it goes round when something is there for it, until the actors are done. */
    private void loop(String name, Node node, BooleanSupplier woken, Runnable step) {
        baton.add(name + "@" + node.index, node::isDead, () -> {
            while (active > 0) {
                baton.until("loop", () -> active == 0 || woken.getAsBoolean(), Long.MAX_VALUE);
                step.run();
            }
        });
    }

    /** Everything heals, every message comes through or its loss is noticed, and the loops find nothing more. */
    private void settle() {
        faulty.heal();
        nodes.forEach(node -> node.cache.heal());
        time.advance(InMemoryLeadership.TERM.plus(Duration.ofMillis(1)));
        for (int i = 0; i < ROUNDS_TO_REST; i++) {
            for (Node node : nodes) {
                if (!node.isDead()) {
                    comeToRest(node);
                }
            }
        }
    }

    private void comeToRest(Node node) {
        if (scenario.has(Part.BUS)) {
            node.link.deliverAll();
        }
        if (scenario.has(Part.TAIL)) {
            node.tail.poll();
        }
        if (scenario.has(Part.APPLIER)) {
            node.applier.poll();
        }
    }

    private void checkCopies(Node node) {
        if (node.tradecache.coherence().servesCopies()) {
            checkCopy(node, Portfolios.ONE);
            checkCopy(node, Portfolios.LIST);
        }
    }

    private void checkCopy(Node node, CacheKey<?> key) {
        Cached<?> copy = node.copy(key);
        if (copy != null) {
            tally.copiesAtRest++;
            ledger.checkAtRest("copy of " + key + " in node " + node.index, Portfolios.version(copy.value()));
        }
    }

    private void checkShared(CacheKey<?> key) {
        if (store.find(key) instanceof Lookup.Hit<?> hit) {
            tally.sharedAtRest++;
            ledger.checkAtRest(
                    "shared value of " + key, Portfolios.version(hit.entry().value()));
        }
    }

    boolean has(Fault fault) {
        return scenario.has(fault);
    }
}
