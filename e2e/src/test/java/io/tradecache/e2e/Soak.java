package io.tradecache.e2e;

import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.jdbc.JdbcDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Three node processes that read and write the same portfolios on real servers while these go wrong, in rounds: a burst
 * with faults, then silence, then every copy is compared with the database. Not thread-safe.
 */
final class Soak implements AutoCloseable {

    static final int NODES = 3;
    private static final int KEYS = 600;

    /** A node that was killed comes back in a slot of its own: it never acknowledged anything. */
    private static final int SLOTS = 60;

    /** So long after the last write nothing old may be left. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final Subjects subjects = new Subjects(KEYS);
    private final EmbeddedRedis redis = TestServers.ownRedis();
    private final TestDatabase database = TestServers.freshDatabase();
    private final Servers servers = new Servers(database.jdbcUrl(), database.user(), database.password(), redis.uri());
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final Path versions;
    private final Faults faults;
    private final boolean faulty;
    private int nextSlot;

    private final Outcome outcome = new Outcome();

    Soak(long seed, boolean faulty) throws IOException {
        this.faulty = faulty;
        this.faults = new Faults(redis, database, seed);
        this.versions = Files.createTempFile("tradecache-soak-", ".versions");
        try (JdbcDatabase schema = JdbcDatabase.open(servers.database())) {
            schema.migrate();
            subjects.insert(schema.persistence());
        }
        for (int i = 0; i < NODES; i++) {
            nodes.add(start());
        }
        nodes.forEach(NodeProcess::answer);
    }

    /** What a soak came to. */
    static final class Outcome {
        int rounds;
        long copies;
        long fewestCopies = Long.MAX_VALUE;
        long stale;
        long reads;
        long acknowledged;
        long pending;
        long dead;
        long failed;
        long violations;
        int faults;
        int kills;
        Ages ages = new Ages();

        @Override
        public String toString() {
            return String.format(
                    "%d rounds, %d reads, %d writes acknowledged (%d of them pending), %d writers dead, %d calls failed,"
                            + " %d faults, %d nodes killed; %d violations, %d stale of %d copies at rest (at least %d a"
                            + " round); %d old reads without a token, p50 %.1f ms, p99 %.1f ms, oldest %.1f ms",
                    rounds,
                    reads,
                    acknowledged,
                    pending,
                    dead,
                    failed,
                    faults,
                    kills,
                    violations,
                    stale,
                    copies,
                    fewestCopies,
                    ages.count(),
                    ages.quantile(0.5),
                    ages.quantile(0.99),
                    ages.quantile(1));
        }
    }

    /** One burst and one silence. */
    void round(Duration burst) throws InterruptedException {
        nodes.forEach(node -> node.ask("run"));
        long end = System.nanoTime() + burst.toNanos();
        while (System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(500);
            if (faulty) {
                faults.next();
            }
        }
        nodes.forEach(node -> node.order("hold"));
        nodes.forEach(NodeProcess::answer);
        long settled = System.nanoTime() + SETTLING.toNanos();
        nodes.forEach(node -> node.order("warm"));
        nodes.forEach(NodeProcess::answer);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, settled - System.nanoTime()));
        // Once more, since Redis may have come back only now, and with it the loss that empties all copies.
        nodes.forEach(node -> node.order("warm"));
        nodes.forEach(NodeProcess::answer);
        nodes.forEach(node -> node.order("check"));
        long copies = 0;
        for (NodeProcess node : nodes) {
            Map<String, String> found = fields(node.answer());
            copies += Long.parseLong(found.get("copies"));
            outcome.stale += Long.parseLong(found.get("stale"));
        }
        outcome.copies += copies;
        outcome.fewestCopies = Math.min(outcome.fewestCopies, copies);
        outcome.rounds++;
    }

    /** Kills one node in the midst of a burst and puts another in its place. */
    void killOne() throws InterruptedException {
        nodes.forEach(node -> node.ask("run"));
        TimeUnit.MILLISECONDS.sleep(300);
        nodes.get(0).kill();
        outcome.kills++;
        TimeUnit.MILLISECONDS.sleep(200);
        nodes.subList(1, NODES).forEach(node -> node.order("hold"));
        nodes.subList(1, NODES).forEach(NodeProcess::answer);
        nodes.remove(0).close();
        NodeProcess next = start();
        next.answer();
        nodes.add(next);
    }

    /** Counts of the nodes that live; those of a killed one are lost with it. */
    Outcome outcome() {
        outcome.faults = faults.count();
        outcome.reads = 0;
        outcome.acknowledged = 0;
        outcome.pending = 0;
        outcome.dead = 0;
        outcome.failed = 0;
        outcome.violations = 0;
        outcome.ages = new Ages();
        for (NodeProcess node : nodes) {
            Map<String, String> counts = fields(node.ask("report"));
            outcome.reads += Long.parseLong(counts.get("reads"));
            outcome.acknowledged += Long.parseLong(counts.get("acknowledged"));
            outcome.pending += Long.parseLong(counts.get("pending"));
            outcome.dead += Long.parseLong(counts.get("dead"));
            outcome.failed += Long.parseLong(counts.get("failed"));
            outcome.violations += Long.parseLong(counts.get("violations"));
            outcome.ages.addAll(counts.getOrDefault("ages", ""));
        }
        return outcome;
    }

    /** What the nodes complained of. */
    Queue<String> complaints() {
        return complaints;
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(NodeProcess::close);
        redis.close();
        database.close();
        Files.delete(versions);
    }

    private NodeProcess start() {
        List<String> words = new ArrayList<>(List.of(
                Integer.toString(nextSlot++), Integer.toString(KEYS), Integer.toString(SLOTS), versions.toString()));
        words.addAll(List.of(servers.words()));
        return NodeProcess.start(SoakNode.class, words, complaints::add);
    }

    private static Map<String, String> fields(String line) {
        return Arrays.stream(line.split(" ", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }
}
