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
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a GET of a portfolio costs that is answered from the copies in the process, or from Redis, each connection asking for
 * one of its own, beside a bare Javalin that answers with the same bytes. The servers run in JVMs of their own and are asked
 * in turns, by this one.
 */
public final class HttpPath {

    private final List<Subject> subjects = new ArrayList<>();
    private final PresentedKey key = PresentedKey.from(new SecureRandom());
    private final List<String> javaOptions =
            List.of(System.getenv().getOrDefault("TRADECACHE_JAVA_OPTIONS", "").split(" ", -1)).stream()
                    .filter(word -> !word.isBlank())
                    .toList();
    private final List<String> words;
    private final PrintStream out;

    private HttpPath(List<String> words, PrintStream out) {
        this.words = words;
        this.out = out;
    }

    /** The bare server comes first, since all are compared with it. */
    private List<String> kinds() {
        int at = words.indexOf("--servers");
        String others = at < 0 ? HttpPathServer.NEAR + "," + HttpPathServer.REDIS : words.get(at + 1);
        return List.of((HttpPathServer.BARE + "," + others).split(",", -1));
    }

    /** A server and what was seen of it in each round. */
    private record Subject(String kind, ServerProcess process, List<Double> rates, List<Double> micros) {

        Subject(String kind, ServerProcess process) {
            this(kind, process, new ArrayList<>(), new ArrayList<>());
        }

        boolean isBare() {
            return isBare(kind);
        }

        static boolean isBare(String kind) {
            return kind.equals(HttpPathServer.BARE) || kind.equals(HttpPathServer.TUNED);
        }
    }

    /**
     * Compares the servers.
     *
     * @param args {@code --servers near,redis --holdings 4 --portfolios 32 --connections 32 --warm-up 20 --rounds 7
     *     --seconds 3}; the times are for one server, and {@code tuned} and {@code keyed} are other servers
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
        Path sample = Files.createTempFile("portfolio", ".json");
        byte[] body;
        try (ServerProcess server = tradecache(HttpPathServer.NEAR)) {
            body = body(server, HttpPathServer.NEAR);
        }
        Files.write(sample, body);
        for (String kind : kinds()) {
            boolean bare = Subject.isBare(kind);
            ServerProcess server = bare
                    ? ServerProcess.start(HttpPathServer.class, javaOptions, kind, sample.toString())
                    : tradecache(kind);
            subjects.add(new Subject(kind, server));
            if (!bare) {
                body(server, kind);
            }
        }
        Files.delete(sample);
        out.printf("A portfolio of %d bytes%n", body.length);
    }

    private ServerProcess tradecache(String kind) throws IOException {
        String redis = TestServers.freshRedis().toString();
        String holdings = Integer.toString(number("--holdings", 4));
        return ServerProcess.start(HttpPathServer.class, javaOptions, kind, redis, holdings, key.text());
    }

    /** What the server answers when it has been asked before, and makes sure where that comes from. */
    private byte[] body(ServerProcess server, String kind) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + HttpPathServer.path(0)))
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
            ask(subject, Duration.ofSeconds(number("--warm-up", 20)));
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
            if (!subject.kind.equals(bare.kind)) {
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
        int portfolios = subject.isBare() ? 1 : number("--portfolios", HttpPathServer.PORTFOLIOS);
        try (HttpLoad load = new HttpLoad(
                subject.process.port(),
                number("--connections", 32),
                number -> HttpPathServer.path(number % portfolios),
                header)) {
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
