package io.tradecache.realtime;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The subprotocol {@code tradecache.v1}: all prices in one frame, since a frame costs the same with twenty of them as with
 * one. Thread-safe.
 */
record BatchDialect(PriceJson json) implements Dialect {

    /** What a client offers that speaks it. */
    static final String NAME = "tradecache.v1";

    private static final int MOST = 256;

    @Override
    public String transport() {
        return "websocket_batch";
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public byte[] snapshot(List<Line> lines) {
        Bytes begun = new Bytes().text("{\"type\":\"snapshot\",\"prices\":[");
        return frame(begun, lines, line -> json.whole(line.topic(), line.price()));
    }

    @Override
    public byte[] prices(List<Line> lines) {
        Bytes begun = new Bytes()
                .text("{\"type\":\"prices\",\"sent_at\":\"")
                .json(json.now())
                .text("\",\"prices\":[");
        return frame(begun, lines, line -> json.change(line.topic(), line.price()));
    }

    @Override
    public byte @Nullable [] heartbeat() {
        return ControlFrame.heartbeat(json);
    }

    @Override
    public boolean isTalkative() {
        return true;
    }

    private static byte[] frame(Bytes frame, List<Line> lines, Function<Line, byte[]> written) {
        String before = "";
        for (Line line : lines) {
            frame.text(before).json(written.apply(line));
            before = ",";
        }
        return frame.text("]}").done();
    }
}
