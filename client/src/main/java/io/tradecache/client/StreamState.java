package io.tradecache.client;

/** How a stream of prices is connected. */
public enum StreamState {
    /** Prices come as they change. */
    CONNECTED,
    /** Not connected, and trying to be; so also before the first connection. */
    RECONNECTING,
    /** Closed, by this side or for good by the server: nothing will come any more. */
    DISCONNECTED
}
