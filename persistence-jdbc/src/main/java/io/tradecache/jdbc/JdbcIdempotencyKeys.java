package io.tradecache.jdbc;

import io.tradecache.core.model.IdempotencyKey;
import io.tradecache.core.port.IdempotencyKeys;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps answers in PostgreSQL. A claim is a lock that ends with the transaction; a row cannot be waited for before there is
 * one. Thread-safe.
 */
final class JdbcIdempotencyKeys implements IdempotencyKeys {

    private static final int BATCH = 1_000;

    /** By a hash: of two keys that share one, one waits for the other in vain, and no harm is done. */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock(hashtextextended(?, 0))
            """;

    private static final String FIND = """
            SELECT request, reply FROM tradecache.idempotency_keys WHERE user_id = ? AND key = ?
            """;

    private static final String KEEP = """
            INSERT INTO tradecache.idempotency_keys (user_id, key, request, reply, at) VALUES (?, ?, ?, ?, ?)
            """;

    private static final String FORGET = """
            DELETE FROM tradecache.idempotency_keys
            WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM tradecache.idempotency_keys WHERE at < ? ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private final JdbcTransactions transactions;

    JdbcIdempotencyKeys(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Claim claim(IdempotencyKey key) {
        return transactions.write("claim an idempotency key", session -> claim(session, key));
    }

    private static Claim claim(Session session, IdempotencyKey key) throws SQLException {
        boolean locked =
                SqlFailures.lockedInTime(() -> session.finds(LOCK, "idempotency " + key.user() + ' ' + key.value()));
        if (!locked) {
            return new Claim.Busy();
        }
        // A statement after the lock, so that it sees what the transaction before it committed.
        Optional<Claim> answered = session.first(
                FIND,
                row -> new Claim.Answered(row.getString("request"), row.getString("reply")),
                key.user().value(),
                key.value());
        return answered.orElseGet(Claim.Unused::new);
    }

    @Override
    public void keep(IdempotencyKey key, String request, String reply, Instant at) {
        transactions.write(
                "keep an answer", session -> session.change(KEEP, key.user().value(), key.value(), request, reply, at));
    }

    @Override
    public long forget(Instant before) {
        long forgotten = 0;
        int gone;
        do {
            gone = transactions.write("forget old answers", session -> session.change(FORGET, before, BATCH));
            forgotten += gone;
        } while (gone == BATCH);
        return forgotten;
    }
}
