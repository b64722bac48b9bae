package io.tradecache.jdbc;

import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Secret;
import io.tradecache.core.port.StreamTickets;
import java.util.Optional;

/** Keeps tickets as a row each, whose term ends by the clock of the database. Thread-safe. */
final class JdbcStreamTickets implements StreamTickets {

    private static final String ISSUE = """
            INSERT INTO tradecache.stream_tickets (hash, user_id, role, until)
            VALUES (?, ?, ?, clock_timestamp() + CAST(? AS bigint) * interval '1 millisecond')
            """;

    /** What somebody else is about to delete is left to them. */
    private static final String FORGET_THE_LAPSED = """
            DELETE FROM tradecache.stream_tickets WHERE hash IN (
                SELECT hash FROM tradecache.stream_tickets WHERE until < clock_timestamp()
                LIMIT 100 FOR UPDATE SKIP LOCKED)
            """;

    private static final String REDEEM = """
            DELETE FROM tradecache.stream_tickets WHERE hash = ?
            RETURNING user_id, role, until > clock_timestamp() AS good
            """;

    private final JdbcTransactions transactions;

    JdbcStreamTickets(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void issue(Secret ticket, Principal principal) {
        transactions.write("issue a ticket", session -> {
            session.change(FORGET_THE_LAPSED);
            return session.change(
                    ISSUE,
                    ticket.hash(),
                    principal.user().value(),
                    principal.role().name(),
                    TERM.toMillis());
        });
    }

    @Override
    public Optional<Principal> redeem(Secret ticket) {
        return transactions
                .write(
                        "redeem a ticket",
                        session -> session.first(
                                REDEEM,
                                row -> row.getBoolean("good")
                                        ? Optional.of(JdbcApiKeys.principal(row))
                                        : Optional.<Principal>empty(),
                                ticket.hash()))
                .flatMap(found -> found);
    }
}
