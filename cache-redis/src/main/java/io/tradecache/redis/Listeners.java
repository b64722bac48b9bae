package io.tradecache.redis;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.port.EventBus.Listener;
import io.tradecache.core.port.EventBus.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears the events of a bus. Each is told one thing after another, whichever thread tells it. Thread-safe. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Registration> registrations = new CopyOnWriteArrayList<>();

    /**
     * Adds one.
     *
     * @param since the present: what was published before is not this listener's
     */
    Subscription add(Listener listener, long since) {
        Registration registration = new Registration(listener, since);
        registrations.add(registration);
        return () -> registrations.remove(registration);
    }

    void changed(ChangeEvent event) {
        registrations.forEach(registration -> registration.tell(listener -> listener.changed(event)));
    }

    void priced(List<PriceTick> ticks) {
        registrations.forEach(registration -> registration.tell(listener -> listener.priced(ticks)));
    }

    void pricesAsked() {
        registrations.forEach(registration -> registration.tell(Listener::pricesAsked));
    }

    void feedReported(FeedReport report) {
        registrations.forEach(registration -> registration.tell(listener -> listener.feedReported(report)));
    }

    void lost() {
        registrations.forEach(registration -> registration.tell(Listener::lost));
    }

    void heardAllUntil(long nanoTime) {
        registrations.stream()
                .filter(registration -> nanoTime - registration.since >= 0)
                .forEach(registration -> registration.tell(listener -> listener.heardAllUntil(nanoTime)));
    }

    /** One call of {@code onChange}; the same listener may be registered twice. */
    private static final class Registration {
        private final Listener listener;
        private final long since;

        Registration(Listener listener, long since) {
            this.listener = listener;
            this.since = since;
        }

        synchronized void tell(Consumer<Listener> what) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("A listener of the event bus failed", e);
            }
        }
    }
}
