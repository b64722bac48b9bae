package io.tradecache.jdbc;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.access.ApiKey;
import io.tradecache.core.model.access.ApiKeyId;
import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.port.ApiKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Keeps API keys in PostgreSQL. Thread-safe. */
final class JdbcApiKeys implements ApiKeys {

    private static final String INSERT = """
            INSERT INTO tradecache.api_keys (key_id, hash, user_id, role, created_at, revoked_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String FIND = """
            SELECT key_id, hash, user_id, role, created_at, revoked_at FROM tradecache.api_keys WHERE key_id = ?
            """;

    private static final String ALL = """
            SELECT key_id, hash, user_id, role, created_at, revoked_at FROM tradecache.api_keys
            ORDER BY created_at, key_id
            """;

    private static final String REVOKE = """
            UPDATE tradecache.api_keys SET revoked_at = coalesce(revoked_at, ?) WHERE key_id = ?
            """;

    private final JdbcTransactions transactions;

    JdbcApiKeys(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(ApiKey key) {
        transactions.write(
                "insert API key " + key.id(),
                session -> session.change(
                        INSERT,
                        key.id().value(),
                        key.hash(),
                        key.principal().user().value(),
                        key.principal().role().name(),
                        key.createdAt(),
                        key.revokedAt()));
    }

    @Override
    public Optional<ApiKey> find(ApiKeyId id) {
        return transactions.read("find API key " + id, session -> session.first(FIND, JdbcApiKeys::key, id.value()));
    }

    @Override
    public List<ApiKey> all() {
        return transactions.read("find all API keys", session -> session.all(ALL, JdbcApiKeys::key));
    }

    @Override
    public boolean revoke(ApiKeyId id, Instant at) {
        return transactions.write("revoke API key " + id, session -> session.change(REVOKE, at, id.value())) == 1;
    }

    /** Whom a row with the columns {@code user_id} and {@code role} lets in. */
    static Principal principal(ResultSet row) throws SQLException {
        return new Principal(new UserId(row.getString("user_id")), Role.valueOf(row.getString("role")));
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new ApiKey(
                new ApiKeyId(row.getString("key_id")),
                row.getString("hash"),
                principal(row),
                Session.instant(row, "created_at"),
                revoked == null ? null : revoked.toInstant());
    }
}
