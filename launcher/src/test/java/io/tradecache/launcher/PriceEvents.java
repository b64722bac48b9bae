package io.tradecache.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A client of {@code /api/v1/stream/prices}, for tests. Thread-safe. */
final class PriceEvents implements AutoCloseable {

    /** Guarded by itself. */
    private final StringBuilder text = new StringBuilder();

    private final HttpResponse<InputStream> answer;
    private volatile boolean ended;

    PriceEvents(int port, String symbols) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/stream/prices?symbols=" + symbols))
                .header("Accept", "text/event-stream")
                .build();
        try {
            answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread reader = new Thread(this::read, "price-events");
        reader.setDaemon(true);
        reader.start();
    }

    HttpResponse<InputStream> answer() {
        return answer;
    }

    /** All that came. */
    String text() {
        synchronized (text) {
            return text.toString();
        }
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        byte[] block = new byte[8192];
        try (InputStream body = answer.body()) {
            for (int count = body.read(block); count >= 0; count = body.read(block)) {
                synchronized (text) {
                    text.append(new String(block, 0, count, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            // The client hung up, or the server did.
        } finally {
            ended = true;
        }
    }
}
