package io.tradecache.realtime;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** What tests over real sockets share; whatever they did, nothing must be left of their clients. */
abstract class OverSockets {

    static final String SUBSCRIBE = "{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}";

    final Desk desk;
    final ServedDesk served;
    private final List<RawSocket> sockets = new ArrayList<>();

    OverSockets() {
        this(RealTimeSettings.shipped(), StreamAccess.open());
    }

    OverSockets(RealTimeSettings settings, StreamAccess access) {
        desk = new Desk(settings);
        served = ServedDesk.start(desk, access);
        desk.publish("AAPL", "151");
    }

    /** A connection that has asked for nothing yet. */
    RawSocket socket() throws IOException {
        RawSocket socket = new RawSocket(served.port());
        sockets.add(socket);
        return socket;
    }

    /** A plain client, which is in. */
    RawSocket connected() throws IOException {
        RawSocket socket = socket();
        socket.upgrade();
        return socket;
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        for (RawSocket socket : sockets) {
            socket.close();
        }
        soon().until(() -> served.connections() == 0);
        soon().until(() -> desk.count("websocket") + desk.count("websocket_batch") + desk.count("sse") == 0);
        soon().until(() -> desk.count("opened") == desk.count("left") && desk.count("opened") == desk.count("closed"));
        soon().until(() -> served.topics() == 0);
        soon().until(() -> desk.count("symbols") == 0 && desk.count("subscriptions") == 0);
        served.close();
    }

    /** Looks at once and often: every test waits for five things here, and hardly any of them takes a millisecond. */
    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }
}
