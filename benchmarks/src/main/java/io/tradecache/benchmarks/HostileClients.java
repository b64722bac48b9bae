package io.tradecache.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets hostile clients loose on a server that runs on this machine, kind after kind, and prints what another client notices
 * of each: the time of a plain read, a hundred a second, beside that without them, and the server's heap. Stateless.
 */
public final class HostileClients {

    private static final Duration WATCHED = Duration.ofSeconds(15);
    private static final Duration PLACING = Duration.ofSeconds(60);
    private static final Duration BETWEEN_READS = Duration.ofMillis(10);
    private static final int SLOW = 10_000;
    private static final String POST =
            "POST /api/v1/users/mallory/portfolios HTTP/1.1\r\nHost: a\r\n" + "Content-Type: application/json\r\n";

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private volatile boolean over;
    private volatile CountDownLatch placed = new CountDownLatch(1);

    private HostileClients(URI server) {
        this.server = server;
    }

    /**
     * Attacks a server of one's own.
     *
     * @param args its address, for example {@code http://127.0.0.1:8080}
     * @throws IOException when it cannot be reached
     * @throws InterruptedException when the thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        URI server = URI.create(args.length == 1 ? args[0] : "http://127.0.0.1:8080");
        if (!InetAddress.getByName(server.getHost()).isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "only a server on this machine may be attacked, and " + server + " is not");
        }
        new HostileClients(server).run();
    }

    private void run() throws IOException, InterruptedException {
        System.out.println("| clients | reads | failed | p50 ms | p99 ms | max ms | heap MB |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|");
        watch("warm-up", () -> {});
        watch("none", () -> {});
        watch(SLOW + " send a byte of the head a second", () -> slow("GET / HTTP/1.1\r\nX-A: ", "x"));
        watch("none", () -> {});
        watch(SLOW + " send a byte of the body a second", () -> slow(POST + "Content-Length: 100000\r\n\r\n{", " "));
        watch("none", () -> {});
        watch("8 send a gigabyte in chunks", () -> together(8, this::gigabyte));
        watch("8 send JSON of 100,000 levels", () -> together(8, () -> repeated("[".repeat(100_000), "")));
        watch(
                "8 send a compressed bomb",
                () -> together(8, () -> repeated("\u001f\u008b".repeat(5_000), "Content-Encoding: gzip\r\n")));
        watch("none", () -> {});
    }

    private void watch(String clients, Attack attack) throws IOException, InterruptedException {
        over = false;
        placed = new CountDownLatch(1);
        Thread attacker = new Thread(() -> attack(attack), "hostile");
        attacker.start();
        // How long it takes to connect is the attacker's business; what is watched is how the others live with it then.
        placed.await(PLACING.toSeconds(), TimeUnit.SECONDS);
        List<Long> nanos = new ArrayList<>();
        int failed = 0;
        double heap = 0;
        long end = System.nanoTime() + WATCHED.toNanos();
        while (System.nanoTime() < end) {
            long begun = System.nanoTime();
            if (read("/api/v1/users/demo/portfolios").statusCode() != 200) {
                failed++;
            }
            nanos.add(System.nanoTime() - begun);
            if (nanos.size() % 100 == 0) {
                heap = Math.max(heap, heap());
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_READS.toMillis());
        }
        over = true;
        attacker.join();
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "| %s | %d | %d | %.1f | %.1f | %.1f | %.0f |%n",
                clients,
                sorted.length,
                failed,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6,
                heap / 1e6);
    }

    private HttpResponse<String> read(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private double heap() throws IOException, InterruptedException {
        return Arrays.stream(read("/metrics").body().split("\n"))
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void attack(Attack attack) {
        try {
            attack.run();
            placed.countDown();
        } catch (IOException | InterruptedException e) {
            System.out.println("an attack ended early: " + e);
        }
    }

    private void slow(String first, String then) throws IOException, InterruptedException {
        List<SocketChannel> open = new ArrayList<>();
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        try {
            while (open.size() < SLOW) {
                SocketChannel channel = SocketChannel.open(address);
                channel.configureBlocking(false);
                channel.write(bytes(first));
                open.add(channel);
            }
            placed.countDown();
            while (!over) {
                for (SocketChannel channel : open) {
                    if (!over) {
                        sendTo(channel, then);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }

    private static void sendTo(SocketChannel channel, String then) throws IOException {
        try {
            channel.write(bytes(then));
        } catch (IOException hungUp) {
            channel.close();
        }
    }

    private void together(int count, Attack attack) throws InterruptedException {
        placed.countDown();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> attack(attack), "hostile-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void gigabyte() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        while (!over) {
            try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write((POST + "Transfer-Encoding: chunked\r\n\r\n").getBytes(ISO_8859_1));
                byte[] block = chunk.getBytes(ISO_8859_1);
                for (int i = 0; i < 1 << 14 && !over; i++) {
                    out.write(block);
                }
            } catch (IOException hungUp) {
                // As it should be; the next one comes.
            }
        }
    }

    private void repeated(String body, String header) throws IOException, InterruptedException {
        while (!over) {
            try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                socket.setSoTimeout(10_000);
                OutputStream out = socket.getOutputStream();
                out.write((POST + header + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(ISO_8859_1));
                socket.getInputStream().readAllBytes();
            } catch (IOException hungUp) {
                // The next one comes.
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    /** What hostile clients do until it is over. */
    private interface Attack {
        void run() throws IOException, InterruptedException;
    }
}
