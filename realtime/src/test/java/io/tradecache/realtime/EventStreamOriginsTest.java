package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which web sites may read server-sent events. */
class EventStreamOriginsTest extends OverSockets {

    private static final String ALLOWED = "https://example.com";

    EventStreamOriginsTest() {
        super(RealTimeSettings.shipped().withOrigins(Set.of(ALLOWED)), StreamAccess.open());
    }

    @Test
    void anAllowedSiteMayRead() throws IOException {
        assertThat(events("Origin: " + ALLOWED))
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: " + ALLOWED, "Vary: Origin");
    }

    @Test
    void aSiteIsTheSameInCapitalLetters() throws IOException {
        assertThat(events("Origin: https://Example.com"))
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: https://Example.com");
    }

    @Test
    void aForeignSiteIsRefused() throws IOException {
        assertThat(events("Origin: https://elsewhere.example"))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("Access-Control-Allow-Origin");
        assertThat(desk.count("rejected as origin")).isEqualTo(1);
    }

    @Test
    void whoIsNoSiteNeedsNoLeave() throws IOException {
        assertThat(events("Accept: text/event-stream"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("Access-Control-Allow-Origin");
    }

    @Test
    void everySiteMayReadWhereThatIsSaid() {
        Origins any = new Origins(Set.of(Origins.ANY));

        assertThat(any.admits("https://elsewhere.example", "here")).isTrue();
        assertThat(any.readableBy("https://elsewhere.example")).hasValue("*");
    }

    @Test
    void everySiteIsTooManyWhereUsersProveWhoTheyAre() {
        RealTimeSettings any = RealTimeSettings.shipped().withOrigins(Set.of(Origins.ANY));

        assertThatThrownBy(() -> RealTime.start(any, ctx -> Desk.NOBODY, desk.tradecache, desk, desk.clock))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String events(String header) throws IOException {
        RawSocket socket = socket();
        socket.write(("GET /api/v1/stream/prices?symbols=AAPL HTTP/1.1\r\nHost: here\r\n" + header + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket.answer();
    }
}
