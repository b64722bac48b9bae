package io.tradecache.realtime;

import io.javalin.http.HttpResponseException;
import java.util.Map;

/**
 * The answers to those who are not let in. Each says what to do about it, and under {@code problem} of which kind it is, for
 * a server that has a form of its own for what went wrong.
 */
final class Refusals {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private Refusals() {}

    static HttpResponseException stopping() {
        return refusal(UNAVAILABLE, "stopping", "This node is stopping; connect to another");
    }

    static HttpResponseException foreignSite() {
        return refusal(FORBIDDEN, "forbidden", "This web site is not allowed; see --allowed-origins");
    }

    static HttpResponseException tooManyConnections(int most) {
        return refusal(
                TOO_MANY_REQUESTS,
                "connection-limit",
                "This user already has as many connections as are allowed (" + most + "); close one");
    }

    static HttpResponseException notAcceptable(String offered) {
        return refusal(NOT_ACCEPTABLE, "not-acceptable", "Accept must allow " + offered);
    }

    static HttpResponseException notGet() {
        return refusal(METHOD_NOT_ALLOWED, "method-not-allowed", "A WebSocket is asked for by GET");
    }

    static HttpResponseException noWebSocket(String version) {
        return refusal(
                UPGRADE_REQUIRED,
                "upgrade-required",
                "There is a WebSocket here; ask for it with Upgrade: websocket and Sec-WebSocket-Version: " + version);
    }

    static HttpResponseException malformedHandshake() {
        return refusal(
                BAD_REQUEST,
                "bad-request",
                "A WebSocket is asked for with Connection: Upgrade and a Sec-WebSocket-Key of 16 bytes in Base64");
    }

    private static HttpResponseException refusal(int status, String kind, String detail) {
        return new HttpResponseException(status, detail, Map.of("problem", kind));
    }
}
