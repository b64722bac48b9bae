package io.tradecache.jdbc;

import io.tradecache.core.port.Leadership;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Shares roles out by a row each, whose term ends by the clock of the database. Most answers come from memory: a leader
 * asks again when half of its term is over, by a clock that began before the database's did, and a node that does not lead
 * asks a few times a second. Thread-safe.
 */
final class JdbcLeadership implements Leadership {

    /** How long a leader leads without saying so again. */
    static final Duration TERM = Duration.ofSeconds(2);

    /** How long a node that does not lead takes that for granted. */
    static final Duration PATIENCE = Duration.ofMillis(250);

    private static final String LEAD = """
            INSERT INTO tradecache.leadership AS l (role, holder, epoch, until)
            VALUES (?, ?, 1, clock_timestamp() + CAST(? AS bigint) * interval '1 millisecond')
            ON CONFLICT (role) DO UPDATE
            SET holder = excluded.holder, until = clock_timestamp() + CAST(? AS bigint) * interval '1 millisecond',
                epoch = l.epoch + CASE WHEN l.holder = excluded.holder THEN 0 ELSE 1 END
            WHERE l.holder = excluded.holder OR l.until <= clock_timestamp()
            """;

    private static final String RESIGN = """
            UPDATE tradecache.leadership SET until = '-infinity' WHERE role = ? AND holder = ?
            """;

    private static final String EPOCH = """
            SELECT epoch FROM tradecache.leadership WHERE role = ?
            """;

    private final JdbcTransactions transactions;
    private final String node;
    private final LongSupplier nanoTime;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /**
     * Leads nothing yet.
     *
     * @param node the node's name, unlike all others
     * @param nanoTime a clock that only goes forward
     */
    JdbcLeadership(JdbcTransactions transactions, String node, LongSupplier nanoTime) {
        this.transactions = transactions;
        this.node = node;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean lead(String role) {
        long now = nanoTime.getAsLong();
        Answer last = answers.get(role);
        if (last != null && now - last.until < 0) {
            return last.leads;
        }
        boolean leads = transactions.apart(
                        "lead " + role, session -> session.change(LEAD, role, node, TERM.toMillis(), TERM.toMillis()))
                > 0;
        Duration valid = leads ? TERM.dividedBy(2) : PATIENCE;
        answers.put(role, new Answer(leads, now + valid.toNanos()));
        return leads;
    }

    @Override
    public void resign(String role) {
        answers.remove(role);
        transactions.apart("resign from " + role, session -> session.change(RESIGN, role, node));
    }

    @Override
    public long epoch(String role) {
        return transactions
                .apart("epoch of " + role, session -> session.first(EPOCH, row -> row.getLong("epoch"), role))
                .orElse(0L);
    }

    /** What the database said, and until when that is taken for granted. */
    private record Answer(boolean leads, long until) {}
}
