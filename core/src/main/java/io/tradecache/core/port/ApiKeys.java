package io.tradecache.core.port;

import io.tradecache.core.model.access.ApiKey;
import io.tradecache.core.model.access.ApiKeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where all nodes find the API keys, of which only hashes are kept. Every method throws {@link PortException} when the
 * store cannot serve it. Thread-safe.
 */
public interface ApiKeys {

    /**
     * Keeps a new key.
     *
     * @param key with an id that no other has
     * @throws PortException.Corrupt when another has it
     */
    void insert(ApiKey key);

    /**
     * A key, revoked or not.
     *
     * @param id what it is found by
     * @return empty when there is none
     */
    Optional<ApiKey> find(ApiKeyId id);

    /**
     * All keys, the revoked ones too.
     *
     * @return oldest first
     */
    List<ApiKey> all();

    /**
     * Makes a key open nothing any more. One that was revoked before keeps its time.
     *
     * @param id what it is found by
     * @param at when
     * @return whether there is such a key
     */
    boolean revoke(ApiKeyId id, Instant at);
}
