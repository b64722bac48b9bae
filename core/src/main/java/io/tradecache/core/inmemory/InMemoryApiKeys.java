package io.tradecache.core.inmemory;

import io.tradecache.core.model.access.ApiKey;
import io.tradecache.core.model.access.ApiKeyId;
import io.tradecache.core.port.ApiKeys;
import io.tradecache.core.port.PortException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps API keys in memory, for the nodes of one process. Thread-safe. */
public final class InMemoryApiKeys implements ApiKeys {

    private final Map<ApiKeyId, ApiKey> keys = new LinkedHashMap<>();

    /** There are no keys yet. */
    public InMemoryApiKeys() {}

    @Override
    public synchronized void insert(ApiKey key) {
        if (keys.putIfAbsent(key.id(), key) != null) {
            throw new PortException.Corrupt(
                    "database", "insert API key " + key.id(), new IllegalStateException("the id is taken"));
        }
    }

    @Override
    public synchronized Optional<ApiKey> find(ApiKeyId id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public synchronized List<ApiKey> all() {
        return List.copyOf(keys.values());
    }

    @Override
    public synchronized boolean revoke(ApiKeyId id, Instant at) {
        return keys.computeIfPresent(
                        id,
                        (same, key) -> key.revokedAt() != null
                                ? key
                                : new ApiKey(id, key.hash(), key.principal(), key.createdAt(), at))
                != null;
    }
}
