package io.tradecache.benchmarks;

import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.embedded.TestServers;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a GET of a portfolio costs that is answered from the copies in the process, or from Redis, beside a bare Javalin that
 * answers with the same bytes. The servers run in JVMs of their own and are asked in turns, by this one.
 */
public final class HttpPath {

    private static final List<String> OURS = List.of(HttpPathServer.NEAR, HttpPathServer.REDIS, HttpPathServer.KEYED);

    private final List<Subject> subjects = new ArrayList<>();
    private final PresentedKey key = PresentedKey.from(new SecureRandom());
    private final List<String> words;
    private final PrintStream out;

    private HttpPath(List<String> words, PrintStream out) {
        this.words = words;
        this.out = out;
    }

    /** A server and what was seen of it in each round. */
    private record Subject(String kind, ServerProcess process, List<Double> rates, List<Double> micros) {

        Subject(String kind, ServerProcess process) {
            this(kind, process, new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * Compares the servers.
     *
     * @param args {@code --holdings 4 --connections 32 --warm-up 10 --rounds 7 --seconds 3}; the times are for one server
     * @throws IOException when a server fails
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        HttpPath path = new HttpPath(List.of(args), System.out);
        try {
            path.start();
            path.compare();
        } finally {
            path.subjects.forEach(subject -> subject.process.close());
        }
        System.exit(0);
    }

    private void start() throws IOException, InterruptedException {
        List<String> javaOptions = Arrays.stream(System.getenv()
                        .getOrDefault("TRADECACHE_JAVA_OPTIONS", "")
                        .split(" "))
                .filter(word -> !word.isBlank())
                .toList();
        String holdings = Integer.toString(number("--holdings", 4));
        byte[] body = {};
        for (String kind : OURS) {
            String redis = TestServers.freshRedis().toString();
            ServerProcess process =
                    ServerProcess.start(HttpPathServer.class, javaOptions, kind, redis, holdings, key.text());
            subjects.add(new Subject(kind, process));
            body = body(process, kind);
        }
        Path sample = Files.createTempFile("portfolio", ".json");
        Files.write(sample, body);
        ServerProcess bare =
                ServerProcess.start(HttpPathServer.class, javaOptions, HttpPathServer.BARE, sample.toString());
        Files.delete(sample);
        subjects.add(0, new Subject(HttpPathServer.BARE, bare));
        out.printf("A portfolio of %d bytes%n", body.length);
    }

    /** What the server answers when it has been asked before, and makes sure where that comes from. */
    private byte[] body(ServerProcess server, String kind) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + HttpPathServer.PATH))
                .header("Authorization", "Bearer " + key.text())
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        String source = answer.headers().firstValue("Cache-Status").orElse("");
        String wanted = kind.equals(HttpPathServer.REDIS) ? "detail=redis" : "detail=near";
        if (answer.statusCode() != 200 || !source.endsWith(wanted)) {
            throw new IOException(kind + " answers " + answer.statusCode() + ", " + source);
        }
        return answer.body();
    }

    private void compare() throws IOException {
        Duration turn = Duration.ofSeconds(number("--seconds", 3));
        for (Subject subject : subjects) {
            ask(subject, Duration.ofSeconds(number("--warm-up", 10)));
        }
        out.println("| round | server | requests/s | server us/request | server cores | clients' cores |");
        out.println("|---:|---|---:|---:|---:|---:|");
        int rounds = number("--rounds", 7);
        for (int round = 1; round <= rounds; round++) {
            for (Subject subject : subjects) {
                measure(round, subject, turn);
            }
        }
        Subject bare = subjects.get(0);
        for (Subject subject : subjects) {
            spread(subject.kind + ", requests/s", subject.rates);
            spread(subject.kind + ", us/request", subject.micros);
            if (subject != bare) {
                spread(subject.kind + " / bare, requests/s", ratios(subject.rates, bare.rates));
                spread(subject.kind + " / bare, us/request", ratios(subject.micros, bare.micros));
            }
        }
    }

    private void measure(int round, Subject subject, Duration turn) throws IOException {
        double serverBefore = cpuMicros(subject);
        double ownBefore = ownCpuMicros();
        long begun = System.nanoTime();
        long answers = ask(subject, turn);
        double micros = (System.nanoTime() - begun) / 1e3;
        double server = cpuMicros(subject) - serverBefore;
        double own = ownCpuMicros() - ownBefore;
        subject.rates.add(answers * 1e6 / micros);
        subject.micros.add(server / answers);
        out.printf(
                "| %d | %s | %.0f | %.2f | %.2f | %.2f |%n",
                round, subject.kind, answers * 1e6 / micros, server / answers, server / micros, own / micros);
    }

    private long ask(Subject subject, Duration time) throws IOException {
        String header = subject.kind.equals(HttpPathServer.KEYED) ? "Authorization: Bearer " + key.text() + "\r\n" : "";
        try (HttpLoad load =
                new HttpLoad(subject.process.port(), number("--connections", 32), HttpPathServer.PATH, header)) {
            return load.run(time);
        }
    }

    private void spread(String what, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int last = sorted.size() - 1;
        out.printf(
                "%s: median %.2f, %.2f to %.2f%n",
                what, (sorted.get(sorted.size() / 2) + sorted.get(last / 2)) / 2, sorted.get(0), sorted.get(last));
    }

    private static List<Double> ratios(List<Double> ours, List<Double> bare) {
        return IntStream.range(0, ours.size())
                .mapToObj(round -> ours.get(round) / bare.get(round))
                .toList();
    }

    private static double cpuMicros(Subject subject) {
        return subject.process.cpu().taken().orElseThrow().toNanos() / 1e3;
    }

    private static double ownCpuMicros() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e3;
    }

    private int number(String name, int otherwise) {
        int at = words.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(words.get(at + 1));
    }
}
