package io.tradecache.core.service;

import io.tradecache.core.model.change.Outdated;
import io.tradecache.core.port.EventBus.Subscription;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told of changes once this node's copies of what changed are gone. Thread-safe. */
final class ChangeFollowers {

    private static final Logger LOG = System.getLogger(ChangeFollowers.class.getName());

    private final List<Consumer<Outdated>> followers = new CopyOnWriteArrayList<>();

    Subscription add(Consumer<Outdated> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    void tell(List<Outdated> objects) {
        for (Consumer<Outdated> follower : followers) {
            try {
                objects.forEach(follower);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A follower of changes failed", e);
            }
        }
    }
}
