package io.tradecache.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tradecache.load.ServerCpu;
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
import java.util.function.BooleanSupplier;

/**
 * Lets hostile clients loose on a server that runs on this machine, kind after kind, and prints what another client notices
 * of each: the time of a plain read, a hundred a second, beside that without them, and the server's heap and processor time.
 * The hostile clients take processor time of the same machine, which is told too. Not thread-safe.
 */
public final class HostileClients {

    private static final Duration WATCHED = Duration.ofSeconds(8);
    private static final Duration ARRIVING = Duration.ofSeconds(20);
    private static final Duration SLICE = Duration.ofMillis(10);
    private static final int SLICES = 100;
    private static final Duration BETWEEN_READS = Duration.ofMillis(10);
    private static final int SLOW = 10_000;
    private static final String POST =
            "POST /api/v1/users/mallory/portfolios HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ServerCpu cpu;
    private final ServerCpu own = ServerCpu.ofProcess(ProcessHandle.current().pid());
    private volatile boolean over;
    private volatile CountDownLatch placed = new CountDownLatch(1);

    private HostileClients(URI server) {
        this.server = server;
        this.cpu = ServerCpu.ofMetrics(server.resolve("/metrics"));
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
        System.out.println(
                "| clients | reads | failed | p50 ms | p99 ms | max ms | heap MB | server cores | own cores |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        watch("warm-up", () -> {});
        watch("none", () -> {});
        watch(SLOW + " send a byte of the head a second", () -> slow("GET / HTTP/1.1\r\nX-A: ", "x"));
        watch("none", () -> {});
        watch(SLOW + " send a byte of the body a second", () -> slow(POST + "Content-Length: 100000\r\n\r\n{", " "));
        watch("none", () -> {});
        watch("8 send a gigabyte in chunks", () -> together(8, this::gigabyte));
        watch("none", () -> {});
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
        if (!placed.await(SLICE.toMillis(), TimeUnit.MILLISECONDS)) {
            measure(clients + ", arriving", () -> placed.getCount() > 0);
        }
        long end = System.nanoTime() + WATCHED.toNanos();
        measure(clients, () -> System.nanoTime() < end);
        over = true;
        attacker.join();
    }

    private void measure(String clients, BooleanSupplier going) throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        int failed = 0;
        double heap = 0;
        long begun = System.nanoTime();
        Duration serverBefore = cpu.taken().orElseThrow();
        Duration ownBefore = own.taken().orElseThrow();
        while (going.getAsBoolean()) {
            long asked = System.nanoTime();
            if (read("/api/v1/users/demo/portfolios").statusCode() != 200) {
                failed++;
            }
            nanos.add(System.nanoTime() - asked);
            if (nanos.size() % 100 == 0) {
                heap = Math.max(heap, heap());
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_READS.toMillis());
        }
        Duration server = cpu.taken().orElseThrow().minus(serverBefore);
        Duration ours = own.taken().orElseThrow().minus(ownBefore);
        double elapsed = System.nanoTime() - begun;
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "| %s | %d | %d | %.1f | %.1f | %.1f | %.0f | %.2f | %.2f |%n",
                clients,
                sorted.length,
                failed,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6,
                heap / 1e6,
                server.toNanos() / elapsed,
                ours.toNanos() / elapsed);
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
        } catch (IOException | InterruptedException e) {
            System.out.println("an attack ended early: " + e);
        } finally {
            placed.countDown();
        }
    }

    /** Many machines each keep their own time: what all of them send is spread over the second. */
    private void slow(String first, String then) throws IOException, InterruptedException {
        List<SocketChannel> open = new ArrayList<>();
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        long begun = System.nanoTime();
        int slice = 0;
        try {
            while (!over) {
                long due = Math.min(SLOW, SLOW * (System.nanoTime() - begun) / ARRIVING.toNanos());
                while (open.size() < due) {
                    SocketChannel channel = SocketChannel.open(address);
                    channel.configureBlocking(false);
                    channel.write(bytes(first));
                    open.add(channel);
                }
                if (open.size() == SLOW) {
                    placed.countDown();
                }
                for (int i = slice++ % SLICES; i < open.size(); i += SLICES) {
                    sendTo(open.get(i), then);
                }
                TimeUnit.MILLISECONDS.sleep(SLICE.toMillis());
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
