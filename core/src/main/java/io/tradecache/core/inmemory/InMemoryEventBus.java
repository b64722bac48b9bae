package io.tradecache.core.inmemory;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.port.EventBus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An event bus for one process: it carries events from an {@link InMemoryCacheStore} to listeners of the same process.
 * Listeners are called on the publishing thread, before the call that publishes returns. Thread-safe.
 */
public final class InMemoryEventBus implements EventBus {

    private static final Logger LOG = System.getLogger(InMemoryEventBus.class.getName());

    private final List<Registration> registrations = new CopyOnWriteArrayList<>();

    /** Makes a bus that nobody listens to yet. */
    public InMemoryEventBus() {}

    @Override
    public Subscription onChange(Listener listener) {
        Registration registration = new Registration(listener);
        registrations.add(registration);
        return () -> registrations.remove(registration);
    }

    @Override
    public boolean publish(List<PriceTick> ticks) {
        if (!ticks.isEmpty()) {
            registrations.forEach(registration -> registration.tell(listener -> listener.priced(ticks)));
        }
        return true;
    }

    @Override
    public boolean askForPrices() {
        registrations.forEach(registration -> registration.tell(Listener::pricesAsked));
        return true;
    }

    @Override
    public boolean publish(FeedReport report) {
        registrations.forEach(registration -> registration.tell(listener -> listener.feedReported(report)));
        return true;
    }

    /**
     * Tells every listener of a change. What one of them throws is logged and keeps no other from hearing.
     *
     * @param event the change
     */
    public void publish(ChangeEvent event) {
        registrations.forEach(registration -> registration.tell(listener -> listener.changed(event)));
    }

    /**
     * Tells every listener that nothing was lost so far. Nothing ever is on this bus, but copies are only trusted while
     * somebody says so.
     *
     * @param nanoTime the present, as the listeners measure it
     */
    public void beat(long nanoTime) {
        registrations.forEach(registration -> registration.tell(listener -> listener.heardAllUntil(nanoTime)));
    }

    /** Tells every listener that events may have been lost, as a bus between processes does after its connection broke. */
    public void lose() {
        registrations.forEach(registration -> registration.tell(Listener::lost));
    }

    /** One call of {@code onChange}; the same listener may be registered twice. */
    private static final class Registration {
        private final Listener listener;

        Registration(Listener listener) {
            this.listener = listener;
        }

        synchronized void tell(Consumer<Listener> what) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A listener of the event bus failed", e);
            }
        }
    }
}
