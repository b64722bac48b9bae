package io.tradecache.realtime;

import io.tradecache.core.model.change.Outdated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For the simplest client, which reads symbol and price of every frame: one frame for each price. Thread-safe. */
record PlainDialect(PriceJson json) implements Dialect {

    @Override
    public String transport() {
        return "websocket";
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public byte[] snapshot(List<Price> prices) {
        return frame("snapshot", prices.get(0));
    }

    @Override
    public byte[] prices(List<Price> prices) {
        return frame("price", prices.get(0));
    }

    @Override
    public byte[] wholePrices(List<Price> prices) {
        return prices(prices);
    }

    @Override
    public byte @Nullable [] heartbeat() {
        return null;
    }

    @Override
    public byte @Nullable [] outdated(Outdated object) {
        return null;
    }

    @Override
    public boolean isTalkative() {
        return false;
    }

    private byte[] frame(String type, Price price) {
        return new Bytes().object("type", type, json.whole(price)).done();
    }
}
