package io.tradecache.realtime;

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
    public byte[] snapshot(List<Line> lines) {
        return frame("snapshot", lines.get(0));
    }

    @Override
    public byte[] prices(List<Line> lines) {
        return frame("price", lines.get(0));
    }

    @Override
    public byte @Nullable [] heartbeat() {
        return null;
    }

    @Override
    public boolean isTalkative() {
        return false;
    }

    private byte[] frame(String type, Line line) {
        return new Bytes()
                .object("type", type, json.whole(line.topic(), line.price()))
                .done();
    }
}
