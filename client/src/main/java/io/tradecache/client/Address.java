package io.tradecache.client;

import java.net.URI;

/** Where prices are streamed. */
final class Address {

    private static final String PATH = "/ws/prices";

    private Address() {}

    /**
     * The address of the WebSocket.
     *
     * @param server {@code http} or {@code https}, and the path is added; {@code ws} or {@code wss}, taken as it is
     * @throws IllegalArgumentException when it is neither
     */
    static URI of(URI server) {
        String scheme = server.getScheme() == null ? "" : server.getScheme();
        if (server.getHost() == null) {
            throw unexpected(server);
        }
        return switch (scheme) {
            case "ws", "wss" -> server;
            case "http" -> streaming("ws", server);
            case "https" -> streaming("wss", server);
            default -> throw unexpected(server);
        };
    }

    private static URI streaming(String scheme, URI server) {
        String path = server.getRawPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + server.getRawAuthority() + path + PATH);
    }

    private static IllegalArgumentException unexpected(URI server) {
        return new IllegalArgumentException("'" + server.getScheme() + "://" + server.getHost()
                + "' is no address of a server: expected http, https, ws or wss, and a host");
    }
}
