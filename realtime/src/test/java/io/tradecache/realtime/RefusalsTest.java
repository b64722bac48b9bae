package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.core.model.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whoever is not let in is told what to do about it. */
class RefusalsTest extends OverSockets {

    RefusalsTest() {
        super(RealTimeSettings.shipped().withLimits(200, 1), ctx -> new Visitor(new UserId("amelia"), true));
    }

    @Test
    void whoHasTooManyConnectionsIsToldToCloseOne() throws IOException {
        connected();
        await().until(() -> desk.count("opened") == 1);

        assertThat(events("Accept: */*")).startsWith("HTTP/1.1 429 ").contains("(1); close one");
    }

    @Test
    void aPageOfAForeignSiteIsToldWhoDecides() throws IOException {
        String foreign = "Origin: https://elsewhere.example";

        assertThat(events(foreign)).startsWith("HTTP/1.1 403 ").contains("see --allowed-origins");
    }

    @Test
    void whoAcceptsSomethingElseIsToldWhatThereIs() throws IOException {
        assertThat(events("Accept: application/json"))
                .startsWith("HTTP/1.1 406 ")
                .contains("Accept must allow text/event-stream");
    }

    @Test
    void whileTheNodeStopsAnotherOneIsAdvised() throws IOException {
        served.stopStreams();

        assertThat(events("Accept: */*")).startsWith("HTTP/1.1 503 ").contains("stopping; connect to another");
    }

    @Test
    void whoAsksForNoWebSocketIsToldHowTo() throws IOException {
        assertThat(refusal("GET /ws/prices HTTP/1.1\r\nHost: here\r\n\r\n"))
                .startsWith("HTTP/1.1 426 ")
                .contains("ask for it with Upgrade: websocket");
    }

    private String events(String header) throws IOException {
        return refusal("GET /api/v1/stream/prices?symbols=AAPL HTTP/1.1\r\nHost: here\r\n" + header + "\r\n\r\n");
    }

    private String refusal(String request) throws IOException {
        RawSocket socket = socket();
        socket.write(request.getBytes(StandardCharsets.US_ASCII));
        return socket.refusal();
    }
}
