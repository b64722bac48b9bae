package io.tradecache.realtime;

import io.tradecache.core.model.change.Outdated;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Server-sent events: one for each price, some of them in one write. Thread-safe. */
record EventStreamDialect(PriceJson json) implements Dialect {

    /** How long a client waits before it comes again. */
    static final byte[] RETRY = "retry: 3000\n\n".getBytes(StandardCharsets.UTF_8);

    private static final int MOST = 10;

    @Override
    public String transport() {
        return "sse";
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public byte[] snapshot(List<Price> first) {
        return prices(first);
    }

    @Override
    public byte[] prices(List<Price> prices) {
        Bytes events = new Bytes();
        for (Price price : prices) {
            events.text("id: " + price.epoch() + ":" + price.seq() + "\nevent: price\ndata: ")
                    .object("type", "price", json.whole(price))
                    .text("\n\n");
        }
        return events.done();
    }

    @Override
    public byte[] wholePrices(List<Price> prices) {
        return prices(prices);
    }

    @Override
    public byte @Nullable [] heartbeat() {
        return ": heartbeat\n\n".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] outdated(Outdated object) {
        return null;
    }

    @Override
    public boolean isTalkative() {
        return false;
    }
}
