package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.http.UnauthorizedResponse;
import io.tradecache.core.model.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users who prove who they are have five connections each. */
class ConnectionLimitTest extends OverSockets {

    private static final String AMELIA = "X-User: amelia";

    ConnectionLimitTest() {
        super(RealTimeSettings.shipped(), ctx -> {
            String user = ctx.header("X-User");
            if (user == null) {
                throw new UnauthorizedResponse();
            }
            return new Visitor(new UserId(user), true);
        });
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsRefused() throws IOException {
        assertThat(socket().upgrade()).startsWith("HTTP/1.1 401");
        assertThat(events("Accept: */*")).startsWith("HTTP/1.1 401");

        assertThat(desk.count("rejected as access")).isEqualTo(2);
        assertThat(desk.count("opened")).isZero();
    }

    @Test
    void theSixthIsRefusedOfWhateverKindAndOthersAreNot() throws IOException {
        for (int connection = 0; connection < 4; connection++) {
            assertThat(socket().upgrade(AMELIA)).startsWith("HTTP/1.1 101");
        }
        assertThat(events(AMELIA)).startsWith("HTTP/1.1 200");
        await().until(() -> desk.count("opened") == 5);

        assertThat(socket().upgrade(AMELIA)).startsWith("HTTP/1.1 429").contains("Retry-After: 10");
        assertThat(events(AMELIA)).startsWith("HTTP/1.1 429").contains("Retry-After: 10");
        assertThat(socket().upgrade("X-User: bert")).startsWith("HTTP/1.1 101");
        assertThat(desk.count("rejected as connections")).isEqualTo(2);
    }

    @Test
    void aPlaceIsFreeWhenItsConnectionEndsHoweverThatIs() throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        for (int connection = 0; connection < 5; connection++) {
            RawSocket socket = socket();
            sockets.add(socket);
            socket.upgrade(AMELIA);
        }
        await().until(() -> desk.count("opened") == 5);

        sockets.get(0).send(RawSocket.FIN | RawSocket.CLOSE, "");
        sockets.get(1).reset();
        sockets.get(2).sendUnmasked(RawSocket.FIN | RawSocket.TEXT, "{}");
        await().until(() -> desk.count("websocket") == 2);

        for (int connection = 0; connection < 3; connection++) {
            assertThat(socket().upgrade(AMELIA)).startsWith("HTTP/1.1 101");
        }
        await().until(() -> desk.count("websocket") == 5);
        assertThat(socket().upgrade(AMELIA)).startsWith("HTTP/1.1 429");
    }

    @Test
    void anUpgradeThatFailsTakesNoPlace() throws IOException {
        for (int attempt = 0; attempt < 10; attempt++) {
            RawSocket socket = socket();
            String request = new String(socket.handshake(AMELIA), StandardCharsets.US_ASCII);
            socket.write(request.replace("Version: 13", "Version: 12").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.answer()).startsWith("HTTP/1.1 4");
        }

        assertThat(socket().upgrade(AMELIA)).startsWith("HTTP/1.1 101");
    }

    @Test
    void whoIsQuickerThanTheLimitIsSentAwayWithACode() {
        InMemoryOutbound sixth = new InMemoryOutbound();
        Visitor amelia = new Visitor(new UserId("amelia"), true);
        List<Client> clients = new ArrayList<>();
        for (int connection = 0; connection < 5; connection++) {
            clients.add(served.connect(new InMemoryOutbound(), amelia));
        }

        served.connect(sixth, amelia).heard(SUBSCRIBE);

        assertThat(sixth.closedWith()).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS);
        assertThat(served.topics()).isZero();
        assertThat(desk.count("opened")).isEqualTo(5);
        clients.forEach(client -> client.gone(CloseCode.NONE));
    }

    private String events(String header) throws IOException {
        RawSocket socket = socket();
        socket.write(("GET /api/v1/stream/prices?symbols=AAPL HTTP/1.1\r\nHost: here\r\n" + header + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket.answer();
    }
}
