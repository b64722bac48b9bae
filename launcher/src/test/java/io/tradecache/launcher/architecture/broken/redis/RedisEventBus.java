package io.tradecache.launcher.architecture.broken.redis;

import io.tradecache.launcher.architecture.broken.core.port.EventBus;
import io.tradecache.launcher.architecture.broken.core.service.BagService;
import io.tradecache.launcher.architecture.broken.jdbc.JdbcBags;

/** R2: an adapter that calls a service; R3: a cycle with another adapter. */
public final class RedisEventBus implements EventBus {

    private final BagService service = new BagService();

    public JdbcBags bags() {
        return new JdbcBags();
    }

    public BagService service() {
        return service;
    }
}
