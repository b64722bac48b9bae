package io.tradecache.http;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Where an issuer of tokens publishes its keys. Thread-safe. */
final class KeyServer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile JWKSet published = new JWKSet();
    private volatile int status = 200;

    private KeyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            byte[] body = published.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    static KeyServer publishing(RSAKey... keys) {
        try {
            KeyServer server = new KeyServer();
            server.publish(keys);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes these keys and no others from now on, without their private parts. */
    void publish(RSAKey... keys) {
        published = new JWKSet(
                Arrays.stream(keys).map(key -> (JWK) key.toPublicJWK()).toList());
    }

    /** Answers with an error from now on. */
    void fail() {
        status = 500;
    }

    /** How often it was asked. */
    int asked() {
        return asked.get();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
