package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refusals of whoever serves the streams, who knows nothing of this API. */
class StreamRefusalsTest {

    private static final String STREAM = "/api/v1/stream/prices";
    private static final String SOCKET = "/ws/prices";

    private final Api api = Api.with(parts -> parts.with(StreamRefusalsTest::refuseAll));

    @AfterEach
    void stop() {
        api.close();
    }

    private static void refuseAll(JavalinConfig config) {
        config.routes.get(STREAM, StreamRefusalsTest::refuse);
        config.routes.wsBeforeUpgrade(SOCKET, StreamRefusalsTest::refuse);
        config.routes.ws(SOCKET, none -> {});
    }

    private static void refuse(Context ctx) {
        String kind = ctx.queryParam("kind");
        throw new HttpResponseException(429, "Close one", kind == null ? Map.of() : Map.of("problem", kind));
    }

    @Test
    void oneThatNamesItsKindIsPassedOnAsItIs() {
        Api.Answer answer = api.get(STREAM + "?kind=connection-limit");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.kind()).isEqualTo("connection-limit");
        assertThat(answer.text("title")).isEqualTo("Too many connections");
        assertThat(answer.text("detail")).isEqualTo("Close one");
    }

    @Test
    void whoeverAskedForAWebSocketIsToldAsMuch() {
        URI socket = URI.create("ws://127.0.0.1:" + api.port() + SOCKET + "?kind=connection-limit");

        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(socket, new WebSocket.Listener() {})
                        .join())
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> {
                    HttpResponse<?> answer = refused.getResponse();
                    assertThat(answer.statusCode()).isEqualTo(429);
                    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                    assertThat(answer.body()).asString().contains(":connection-limit\"", "\"detail\":\"Close one\"");
                });
    }

    @Test
    void ofAnyOtherNothingIsToldButTheStatus() {
        assertThat(api.get(STREAM).kind()).isEqualTo("rate-limited");
        assertThat(api.get(STREAM).text("detail")).isEqualTo("The request cannot be served");
        assertThat(api.get(STREAM + "?kind=nonsense").text("detail")).isEqualTo("The request cannot be served");
    }
}
