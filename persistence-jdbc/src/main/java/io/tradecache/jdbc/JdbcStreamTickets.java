package io.tradecache.jdbc;

import io.tradecache.core.model.access.ApiKeyId;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.Secret;
import io.tradecache.core.port.StreamTickets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Keeps tickets as a row each, whose term ends by the clock of the database. Thread-safe. */
final class JdbcStreamTickets implements StreamTickets {

    private static final String ISSUE = """
            INSERT INTO tradecache.stream_tickets (hash, user_id, role, key_id, holds_until, until)
            VALUES (?, ?, ?, ?, ?, clock_timestamp() + CAST(? AS bigint) * interval '1 millisecond')
            """;

    /** What somebody else is about to delete is left to them. */
    private static final String FORGET_THE_LAPSED = """
            DELETE FROM tradecache.stream_tickets WHERE hash IN (
                SELECT hash FROM tradecache.stream_tickets WHERE until < clock_timestamp()
                LIMIT 100 FOR UPDATE SKIP LOCKED)
            """;

    private static final String REDEEM = """
            DELETE FROM tradecache.stream_tickets WHERE hash = ?
            RETURNING user_id, role, key_id, holds_until, until > clock_timestamp() AS good
            """;

    private final JdbcTransactions transactions;

    JdbcStreamTickets(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void issue(Secret ticket, Grant grant) {
        transactions.write("issue a ticket", session -> {
            session.change(FORGET_THE_LAPSED);
            return session.change(
                    ISSUE,
                    ticket.hash(),
                    grant.principal().user().value(),
                    grant.principal().role().name(),
                    grant.key() == null ? null : grant.key().value(),
                    grant.until(),
                    TERM.toMillis());
        });
    }

    @Override
    public Optional<Grant> redeem(Secret ticket) {
        return transactions
                .write(
                        "redeem a ticket",
                        session -> session.first(
                                REDEEM,
                                row -> row.getBoolean("good") ? Optional.of(grant(row)) : Optional.<Grant>empty(),
                                ticket.hash()))
                .flatMap(found -> found);
    }

    private static Grant grant(ResultSet row) throws SQLException {
        String key = row.getString("key_id");
        OffsetDateTime until = row.getObject("holds_until", OffsetDateTime.class);
        return new Grant(
                JdbcApiKeys.principal(row),
                key == null ? null : new ApiKeyId(key),
                until == null ? null : until.toInstant());
    }
}
