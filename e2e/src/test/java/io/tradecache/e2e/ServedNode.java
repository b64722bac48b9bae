package io.tradecache.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradecache.launcher.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code tradecache serve} in a process of its own, on servers that others use too. Thread-safe. */
final class ServedNode implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready +http://127\\.0\\.0\\.1:(\\d+) .*");
    private static final String LEADS = "this node keeps prices fresh";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final int port;

    private ServedNode(Process process) {
        this.process = process;
        CompletableFuture<Integer> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(ready), "served-node");
        reader.setDaemon(true);
        reader.start();
        this.port = ready.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Starts it with prices that are stated by hand, on any port that is free, and returns when it serves. */
    static ServedNode start(Servers servers) {
        return start(servers, 0);
    }

    /** The same on a given port. */
    static ServedNode start(Servers servers, int port) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"));
        words.addAll(List.of("--feed", "manual", "--no-demo", "--port", String.valueOf(port)));
        words.addAll(List.of("--redis-url", servers.redis().toString(), "--database-url", servers.libpqUrl()));
        try {
            return new ServedNode(
                    new ProcessBuilder(words).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** Whether it has said that it keeps prices fresh for all nodes. */
    boolean leads() {
        return lines.stream().anyMatch(line -> line.contains(LEADS));
    }

    /** States a price; false when the node cannot be asked. */
    boolean state(String symbol, String price) {
        String body = "{\"prices\":[{\"symbol\":\"" + symbol + "\",\"price\":" + price + "}]}";
        try {
            HttpRequest request = request("/api/v1/admin/feed/prices")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The price that the node shows. */
    String price(String symbol) {
        return get("/api/v1/prices/" + symbol).path("price").asText();
    }

    JsonNode get(String path) {
        try {
            return JSON.readTree(CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it in the middle of whatever it does. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    /** Ends it so that it cannot clean up. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it as an operator would. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofSeconds(10));
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("no signal " + name + " could be sent");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read(CompletableFuture<Integer> ready) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                Matcher matcher = READY.matcher(line.strip());
                if (matcher.matches()) {
                    ready.complete(Integer.parseInt(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            // It was killed.
        }
        ready.completeExceptionally(new IllegalStateException("the node ended: " + lines));
    }
}
