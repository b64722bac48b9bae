package io.tradecache.launcher.architecture.broken.core.service;

import io.tradecache.launcher.architecture.broken.core.model.cache.CacheKey;
import java.time.Instant;

/** R8: open to inheritance; R5: reads the clock of the machine; R9: spells a key; R13: starts a thread. */
public class BagService {

    private final Instant made = Instant.now();

    public CacheKey key() {
        return new CacheKey("bag:" + made);
    }

    public Thread fill() {
        return new Thread(() -> {});
    }
}
