package io.tradecache.redis;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.port.EventBus;
import io.tradecache.json.ChangeEvents;
import io.tradecache.json.Codec;
import io.tradecache.json.MalformedJsonException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The change events of all nodes, heard on Redis' channel {@code cache_invalidation} over one connection of its own. A
 * broken connection is noticed by its silence, and made again until the bus is closed. Thread-safe.
 */
public final class RedisEventBus implements EventBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisEventBus.class);

    private final List<Registration> registrations = new CopyOnWriteArrayList<>();
    private final AtomicLong skipped = new AtomicLong();
    private final ChangeEvents events;
    private final Subscriber subscriber;

    private RedisEventBus(RedisSettings settings, Codec codec) {
        this.events = new ChangeEvents(codec);
        this.subscriber = new Subscriber(settings, this::hear);
    }

    /**
     * Starts a bus. It need not find Redis running: it tries until it does.
     *
     * @param settings where Redis is
     * @param codec the form of the events
     * @return the bus, which the caller closes
     */
    public static RedisEventBus connect(RedisSettings settings, Codec codec) {
        RedisEventBus bus = new RedisEventBus(settings, codec);
        bus.subscriber.start();
        return bus;
    }

    /** {@inheritDoc} Waits up to a second for Redis to confirm that the bus is listening. */
    @Override
    public Subscription onChange(Consumer<ChangeEvent> listener) {
        Registration registration = new Registration(listener);
        registrations.add(registration);
        subscriber.awaitListening();
        return () -> registrations.remove(registration);
    }

    /**
     * Whether the bus is listening at this moment.
     *
     * @return false while the connection is broken
     */
    public boolean isListening() {
        return subscriber.isListening();
    }

    /**
     * How often the connection was made again after it broke; events may have been lost each time.
     *
     * @return zero or more
     */
    public long reconnects() {
        return subscriber.reconnects();
    }

    /**
     * How many messages could not be understood.
     *
     * @return zero or more
     */
    public long skipped() {
        return skipped.get();
    }

    @Override
    public void close() {
        subscriber.close();
    }

    private void hear(byte[] message) {
        ChangeEvent event;
        try {
            event = events.decode(message);
        } catch (MalformedJsonException e) {
            LOG.debug("Skipped a message of {} bytes: expected {}", message.length, e.getMessage());
            skipped.incrementAndGet();
            return;
        }
        registrations.forEach(registration -> registration.hear(event));
    }

    /** One call of {@code onChange}; the same listener may be registered twice. */
    private static final class Registration {
        private final Consumer<ChangeEvent> listener;

        Registration(Consumer<ChangeEvent> listener) {
            this.listener = listener;
        }

        void hear(ChangeEvent event) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed on event {}", event.eventId(), e);
            }
        }
    }
}
