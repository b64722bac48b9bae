package io.tradecache.testkit.service;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.port.EventBus;
import java.util.ArrayList;
import java.util.List;

/** One node's way to the bus that it shares with others, which can be cut and mended. Not thread-safe. */
final class Line implements EventBus {

    private final EventBus bus;
    private final List<Listener> listeners = new ArrayList<>();
    private boolean cut;

    Line(EventBus bus) {
        this.bus = bus;
    }

    void cut() {
        cut = true;
    }

    /** What was said meanwhile is lost, and that is told. */
    void mend() {
        cut = false;
        listeners.forEach(Listener::lost);
    }

    @Override
    public Subscription onChange(Listener listener) {
        listeners.add(listener);
        return bus.onChange(new Listener() {
            @Override
            public void changed(ChangeEvent event) {
                if (!cut) {
                    listener.changed(event);
                }
            }

            @Override
            public void priced(List<PriceTick> ticks) {
                if (!cut) {
                    listener.priced(ticks);
                }
            }

            @Override
            public void pricesAsked() {
                if (!cut) {
                    listener.pricesAsked();
                }
            }

            @Override
            public void feedReported(FeedReport report) {
                if (!cut) {
                    listener.feedReported(report);
                }
            }
        });
    }

    @Override
    public boolean publish(List<PriceTick> ticks) {
        return !cut && bus.publish(ticks);
    }

    @Override
    public boolean askForPrices() {
        return !cut && bus.askForPrices();
    }

    @Override
    public boolean publish(FeedReport report) {
        return !cut && bus.publish(report);
    }
}
