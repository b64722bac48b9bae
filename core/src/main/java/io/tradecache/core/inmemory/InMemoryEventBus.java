package io.tradecache.core.inmemory;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.port.EventBus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An event bus for one process: it carries events from an {@link InMemoryCacheStore} to listeners of the same process.
 * Listeners are called on the publishing thread, before {@code invalidate} returns. Thread-safe.
 */
public final class InMemoryEventBus implements EventBus {

    private static final Logger LOG = System.getLogger(InMemoryEventBus.class.getName());

    private final List<Registration> registrations = new CopyOnWriteArrayList<>();

    /** Makes a bus that nobody listens to yet. */
    public InMemoryEventBus() {}

    @Override
    public Subscription onChange(Consumer<ChangeEvent> listener) {
        Registration registration = new Registration(listener);
        registrations.add(registration);
        return () -> registrations.remove(registration);
    }

    /**
     * Tells every listener of a change. What one of them throws is logged and keeps no other from hearing.
     *
     * @param event the change
     */
    public void publish(ChangeEvent event) {
        registrations.forEach(registration -> registration.hear(event));
    }

    /** One call of {@code onChange}; the same listener may be registered twice. */
    private static final class Registration {
        private final Consumer<ChangeEvent> listener;

        Registration(Consumer<ChangeEvent> listener) {
            this.listener = listener;
        }

        synchronized void hear(ChangeEvent event) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A listener failed on event " + event.eventId(), e);
            }
        }
    }
}
