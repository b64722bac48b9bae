package io.tradecache.realtime;

import io.javalin.http.Context;

/** Decides who may listen to prices. Thread-safe. */
@FunctionalInterface
public interface StreamAccess {

    /**
     * Lets everybody in, as whom they say they are by {@code ?user=}, or as nobody.
     *
     * @return the same at every call
     */
    static StreamAccess open() {
        return OpenAccess.EVERYBODY;
    }

    /**
     * Lets a client in, before its WebSocket is agreed to or its stream of events begins.
     *
     * @param ctx the request
     * @return whom the client acts for
     * @throws io.javalin.http.HttpResponseException or whatever else the web server makes an answer of, when the client is
     *     refused
     */
    Visitor admit(Context ctx);

    /**
     * Whether nobody has to say who they are; then any web site may be allowed to connect.
     *
     * @return false where clients prove who they are
     */
    default boolean isOpen() {
        return false;
    }
}
