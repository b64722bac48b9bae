package io.tradecache.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** The upgrade of a connection to a WebSocket, the same for all clients of one server. Immutable. */
final class Handshake {

    private static final String PROTOCOL = "tradecache.v1";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_LENGTH = 16;
    private static final int HTTP_PORT = 80;
    private static final Needle HEADER_END = new Needle("\r\n\r\n");
    private static final int STATUS_END = "HTTP/1.1 101".length();

    private final InetSocketAddress server;
    private final byte[] request;
    private final String accepted;
    private final boolean plain;

    Handshake(URI target, LoadOptions options) {
        server = new InetSocketAddress(target.getHost(), port(target));
        String key = Base64.getEncoder()
                .encodeToString(
                        UUID.randomUUID().toString().substring(0, KEY_LENGTH).getBytes(US_ASCII));
        plain = options.plain();
        accepted = "sec-websocket-accept: " + accepted(key).toLowerCase(Locale.ROOT);
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        request = ("GET " + path + query + " HTTP/1.1\r\nHost: " + target.getHost() + ":" + port(target)
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: " + key + "\r\n"
                        + (plain ? "" : "Sec-WebSocket-Protocol: " + PROTOCOL + "\r\n")
                        + (options.token() == null ? "" : "Authorization: Bearer " + options.token() + "\r\n")
                        + "\r\n")
                .getBytes(ISO_8859_1);
    }

    private static int port(URI target) {
        return target.getPort() < 0 ? HTTP_PORT : target.getPort();
    }

    /** Where the server is. */
    InetSocketAddress server() {
        return server;
    }

    /** What a client says first. Not to be changed. */
    byte[] request() {
        return request;
    }

    /** Where the header of an answer ends, or -1 when it has not come yet. */
    static int end(byte[] bytes, int to) {
        return HEADER_END.endIn(bytes, 0, to);
    }

    /** Why an answer is no upgrade, or an empty text when it is. */
    String refusal(byte[] bytes, int to) {
        String header = new String(bytes, 0, to, ISO_8859_1).toLowerCase(Locale.ROOT);
        if (!header.startsWith("http/1.1 101")) {
            return "the answer was "
                    + header.substring(0, Math.min(STATUS_END, header.length()))
                            .strip()
                            .toUpperCase(Locale.ROOT);
        }
        if (!header.contains(accepted)) {
            return "the upgrade was not accepted with the right key";
        }
        return plain || header.contains(PROTOCOL) ? "" : "the server does not speak " + PROTOCOL;
    }

    private static String accepted(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
