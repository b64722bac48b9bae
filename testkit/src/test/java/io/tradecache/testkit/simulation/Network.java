package io.tradecache.testkit.simulation;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.service.NearTrust;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Carries events from the shared cache to each node: late, in order for each publisher only, and not always. A loss is
 * noticed at the next message or heartbeat of its publisher. Not thread-safe: only the holder of the baton uses it.
 */
final class Network {

    private static final long HEARTBEAT = Duration.ofMillis(200).toNanos();

    private final List<Link> links = new ArrayList<>();
    private final SimulatedTime time;
    private final SplittableRandom random;

    Network(int nodes, SimulatedTime time, SplittableRandom random) {
        this.time = time;
        this.random = random;
        for (int i = 0; i < nodes; i++) {
            links.add(new Link());
        }
    }

    Link link(int node) {
        return links.get(node);
    }

    /** Puts an event on its way to every node. */
    void publish(ChangeEvent event) {
        links.forEach(link -> link.queue(event.origin()).add(new Letter(event, time.nanoTime())));
    }

    /** Loses a message on its way to some node; false when none is. */
    boolean lose() {
        Link link = links.get(random.nextInt(links.size()));
        return link.lose();
    }

    private record Letter(ChangeEvent event, long sentAt) {}

    /** The way to one node. */
    final class Link implements EventBus {
        private final Map<String, Deque<Letter>> queues = new LinkedHashMap<>();

        /** By publisher, when the oldest message was sent whose loss was not noticed yet. */
        private final Map<String, Long> losses = new LinkedHashMap<>();

        private Listener listener = event -> {};
        private long lastBeat;
        private long silentSince;
        private long silentUntil;
        private boolean silenceTold = true;

        @Override
        public Subscription onChange(Listener newListener) {
            listener = newListener;
            return () -> listener = event -> {};
        }

        /** The simulation is about changes. */
        @Override
        public boolean publish(List<PriceTick> ticks) {
            throw new UnsupportedOperationException("no prices are published here");
        }

        @Override
        public boolean askForPrices() {
            throw new UnsupportedOperationException("no prices are published here");
        }

        @Override
        public boolean publish(FeedReport report) {
            throw new UnsupportedOperationException("no prices are published here");
        }

        /** Whether a message has arrived, or a heartbeat, or none for too long. */
        boolean isReady() {
            if (isSilent()) {
                return !silenceTold && time.nanoTime() - silentSince > NearTrust.BUS_BOUND.toNanos();
            }
            return time.nanoTime() - lastBeat >= HEARTBEAT
                    || queues.values().stream().anyMatch(queue -> !queue.isEmpty());
        }

        /** Lets nothing through for a while; what is on its way comes later. */
        void silence(Duration duration) {
            silentSince = time.nanoTime();
            silentUntil = silentSince + duration.toNanos();
            silenceTold = false;
        }

        /** Delivers a message, if there is one, or a heartbeat; or notices that there are none. */
        void step() {
            if (isSilent()) {
                if (isReady()) {
                    silenceTold = true;
                    listener.lost();
                }
            } else if (random.nextInt(4) == 0 || !deliver()) {
                beat();
            }
        }

        private boolean isSilent() {
            return time.nanoTime() < silentUntil;
        }

        /** Delivers whatever is on its way, and a heartbeat after it. */
        void deliverAll() {
            boolean more = true;
            while (more) {
                more = deliver();
            }
            beat();
        }

        private Deque<Letter> queue(String origin) {
            return queues.computeIfAbsent(origin, name -> new ArrayDeque<>());
        }

        private boolean deliver() {
            List<String> origins = queues.entrySet().stream()
                    .filter(entry -> !entry.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            if (origins.isEmpty()) {
                return false;
            }
            String origin = origins.get(random.nextInt(origins.size()));
            ChangeEvent event = queue(origin).remove().event();
            notice(origin);
            listener.changed(event);
            return true;
        }

        private void notice(String origin) {
            if (losses.remove(origin) != null) {
                listener.lost();
            }
        }

        /** A heartbeat of every publisher, heard after those of its messages that came through before. */
        private void beat() {
            lastBeat = time.nanoTime();
            long heard = queues.values().stream()
                    .flatMap(Collection::stream)
                    .mapToLong(Letter::sentAt)
                    .min()
                    .orElse(time.nanoTime());
            for (String origin : List.copyOf(losses.keySet())) {
                notice(origin);
            }
            listener.heardAllUntil(heard);
        }

        private boolean lose() {
            for (Map.Entry<String, Deque<Letter>> entry : queues.entrySet()) {
                Letter letter = entry.getValue().poll();
                if (letter != null) {
                    losses.merge(entry.getKey(), letter.sentAt(), Math::min);
                    return true;
                }
            }
            return false;
        }
    }
}
