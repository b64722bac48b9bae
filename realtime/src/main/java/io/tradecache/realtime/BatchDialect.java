package io.tradecache.realtime;

import io.tradecache.core.model.change.Outdated;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The subprotocol {@code tradecache.v1}: all prices in one frame, since a frame costs the same with twenty of them as with
 * one. Clients that are sent the same at the same turn share the frame. Thread-safe.
 */
final class BatchDialect implements Dialect {

    /** What a client offers that speaks it. */
    static final String NAME = "tradecache.v1";

    private static final int MOST = 256;

    private final PriceJson json;
    private final SharedFrames prices;
    private final SharedFrames wholes;

    /**
     * Speaks to all such clients.
     *
     * @param json writes prices
     * @param turn the present turn of the wheel
     */
    BatchDialect(PriceJson json, LongSupplier turn) {
        this.json = json;
        this.prices = new SharedFrames(this::compose, turn);
        this.wholes = new SharedFrames(this::snapshot, turn);
    }

    @Override
    public String transport() {
        return "websocket_batch";
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public byte[] snapshot(List<Price> first) {
        return frame(new Bytes().text("{\"type\":\"snapshot\",\"prices\":["), first, json::whole);
    }

    @Override
    public byte[] prices(List<Price> changed) {
        return prices.of(changed);
    }

    @Override
    public byte[] wholePrices(List<Price> changed) {
        return wholes.of(changed);
    }

    private byte[] compose(List<Price> changed) {
        Bytes begun = new Bytes()
                .text("{\"type\":\"prices\",\"sent_at\":\"")
                .json(json.now())
                .text("\",\"prices\":[");
        return frame(begun, changed, json::change);
    }

    @Override
    public byte @Nullable [] heartbeat() {
        return ControlFrame.heartbeat(json);
    }

    @Override
    public byte @Nullable [] outdated(Outdated object) {
        return ControlFrame.outdated(json, object);
    }

    @Override
    public boolean isTalkative() {
        return true;
    }

    private static byte[] frame(Bytes frame, List<Price> prices, Function<Price, byte[]> written) {
        String before = "";
        for (Price price : prices) {
            frame.text(before).json(written.apply(price));
            before = ",";
        }
        return frame.text("]}").done();
    }
}
