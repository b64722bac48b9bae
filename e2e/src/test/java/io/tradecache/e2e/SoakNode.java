package io.tradecache.e2e;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.PortException;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.RefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One node of a soak, in a process of its own. It obeys the words on its standard input, a line each, and answers each
 * with a line: {@code run} lets readers and writers loose, {@code hold} stops them, {@code warm} reads everything once,
 * {@code check} compares every copy with the database, {@code report} tells the counts.
 */
final class SoakNode {

    private static final int READERS = 2;
    private static final int WRITERS = 2;

    /** One write in so many is committed by a writer that dies at once: nobody is told of it. */
    private static final int DEAD_WRITERS = 20;

    /** How many steps are taken before one may be held. */
    private static final int STRIDE = 16;

    private static final int TOKENED = 16;
    private static final int THROUGH_SHARED = 512;

    private final int slot;
    private final Subjects subjects;
    private final Versions versions;
    private final TestNode node;
    private final Ages ages = new Ages();
    private final LongAdder reads = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder pending = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicLong violations = new AtomicLong();

    /** Held for reading by whoever takes steps, and for writing while nobody may. */
    private final ReentrantReadWriteLock moving = new ReentrantReadWriteLock(true);

    private volatile boolean over;

    private SoakNode(int slot, Subjects subjects, Versions versions, TestNode node) {
        this.slot = slot;
        this.subjects = subjects;
        this.versions = versions;
        this.node = node;
    }

    /** Words: slot, number of keys, number of slots, file of versions, then the servers. */
    public static void main(String[] words) throws IOException {
        int slot = Integer.parseInt(words[0]);
        Subjects subjects = new Subjects(Integer.parseInt(words[1]));
        Versions versions = Versions.map(Path.of(words[3]), subjects.count(), Integer.parseInt(words[2]));
        Servers servers = Servers.of(Arrays.copyOfRange(words, 4, words.length));
        try (TestNode node = TestNode.start("soak-" + slot, servers)) {
            new SoakNode(slot, subjects, versions, node).obey();
        }
    }

    private void obey() throws IOException {
        moving.writeLock().lock();
        for (int i = 0; i < READERS; i++) {
            loop(new SplittableRandom(31L * slot + i), this::read);
        }
        for (int i = 0; i < WRITERS; i++) {
            loop(new SplittableRandom(-17L * slot - i), this::write);
        }
        say(NodeProcess.ANSWER, "ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            say(NodeProcess.ANSWER, obeyed(order));
        }
        over = true;
    }

    private String obeyed(String order) {
        return switch (order) {
            case "run" -> {
                moving.writeLock().unlock();
                yield "running";
            }
            case "hold" -> {
                moving.writeLock().lock();
                yield "held";
            }
            case "warm" -> warm();
            case "check" -> check();
            case "report" ->
                "reads=" + reads + " acknowledged=" + acknowledged + " pending=" + pending + " dead=" + dead
                        + " failed=" + failed + " violations=" + violations + " ages=" + ages;
            default -> throw new IllegalArgumentException(order);
        };
    }

    /** What a looping thread does again and again while the node runs. */
    private interface Step {
        void take(SplittableRandom random);
    }

    private void loop(SplittableRandom random, Step step) {
        Thread thread = new Thread(() -> {
            while (!over) {
                moving.readLock().lock();
                try {
                    for (int i = 0; i < STRIDE; i++) {
                        step.take(random);
                    }
                } finally {
                    moving.readLock().unlock();
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void read(SplittableRandom random) {
        int choice = random.nextInt();
        int i = Math.floorMod(choice >> 10, subjects.count());
        if ((choice & (THROUGH_SHARED - 1)) == 0) {
            readShared(i);
            return;
        }
        boolean tokened = (choice & (TOKENED - 1)) == 0;
        long own = versions.own(slot, i);
        long any = versions.any(i);
        long begun = System.nanoTime();
        try {
            long version =
                    get(i, tokened ? Demand.atLeast(any) : Demand.ANY).entry().version();
            reads.increment();
            require(version >= own, "own node", i, version, own);
            if (tokened) {
                require(version >= any, "token", i, version, any);
            } else if (version < any) {
                ages.add(versions.nanosBehind(i, version, begun));
            }
        } catch (PortException e) {
            failed.increment();
        }
    }

    /** Looks into Redis itself. */
    private void readShared(int i) {
        long certain = versions.certain(i);
        Lookup<Portfolio> lookup = node.store.find(subjects.key(i));
        if (lookup instanceof Lookup.Hit<Portfolio> hit) {
            require(hit.entry().version() >= certain, "shared", i, hit.entry().version(), certain);
        } else if (lookup instanceof Lookup.Leased<Portfolio> leased) {
            node.store.release(leased.lease());
        }
    }

    private void write(SplittableRandom random) {
        int i = random.nextInt(subjects.count());
        try {
            Portfolio current =
                    node.persistence.portfolios().find(subjects.id(i)).orElseThrow();
            String name = "Version " + (current.version() + 1);
            if (random.nextInt(DEAD_WRITERS) == 0) {
                node.persistence
                        .portfolios()
                        .update(current.withName(name).stored(current.version(), Instant.now()), current.version());
                dead.increment();
                return;
            }
            Acknowledged<Portfolio> written = node.tradecache
                    .portfolios()
                    .update(
                            current.userId(),
                            current.portfolioId(),
                            current.version(),
                            present -> present.withName(name));
            versions.acknowledge(slot, i, written.version(), written.pending());
            acknowledged.increment();
            if (written.pending()) {
                pending.increment();
            }
            long version = get(i, Demand.ANY).entry().version();
            require(version >= written.version(), "own write", i, version, written.version());
        } catch (RefusedException.VersionConflict e) {
            // Another writer was faster, which is what versions are for.
        } catch (PortException e) {
            failed.increment();
        }
    }

    private String warm() {
        for (int i = 0; i < subjects.count(); i++) {
            get(i, Demand.ANY);
        }
        return "warmed";
    }

    private String check() {
        int copies = 0;
        int stale = 0;
        boolean served = node.tradecache.coherence().servesCopies();
        for (int i = 0; i < subjects.count(); i++) {
            Cached<Portfolio> copy = node.near.find(subjects.key(i));
            long stored = node.persistence
                    .portfolios()
                    .find(subjects.id(i))
                    .orElseThrow()
                    .version();
            if (copy != null) {
                copies++;
                stale += isStale("copy at rest", i, copy.entry().version(), stored);
            }
            Lookup<Portfolio> shared = node.store.find(subjects.key(i));
            if (shared instanceof Lookup.Hit<Portfolio> hit) {
                copies++;
                stale += isStale("shared at rest", i, hit.entry().version(), stored);
            } else if (shared instanceof Lookup.Leased<Portfolio> leased) {
                node.store.release(leased.lease());
            }
        }
        return "copies=" + copies + " stale=" + stale + " served=" + served;
    }

    private int isStale(String what, int i, long version, long stored) {
        if (version >= stored) {
            return 0;
        }
        say(
                NodeProcess.COMPLAINT,
                what + ": " + subjects.key(i) + " has version " + version + ", the database " + stored);
        return 1;
    }

    private Cached<Portfolio> get(int i, Demand demand) {
        UserId user = subjects.user(i);
        return node.tradecache.portfolios().get(user, subjects.id(i), demand);
    }

    private void require(boolean holds, String what, int i, long version, long expected) {
        if (!holds) {
            violations.incrementAndGet();
            say(
                    NodeProcess.COMPLAINT,
                    what + ": " + subjects.key(i) + " read at version " + version + ", " + expected
                            + " was acknowledged before");
        }
    }

    private static synchronized void say(String kind, String line) {
        System.out.println(kind + line);
    }
}
