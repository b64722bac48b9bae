package io.tradecache.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks how much processor time the server has taken so far. */
@FunctionalInterface
public interface ServerCpu {

    /**
     * The time since the server started, over all processors.
     *
     * @return empty when it cannot be found out
     */
    Optional<Duration> taken();

    /**
     * Asks the operating system.
     *
     * @param pid a process on this machine
     * @return in steps of what the system counts in, often 10 ms
     */
    static ServerCpu ofProcess(long pid) {
        return () -> ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
    }

    /**
     * Asks the server, in the text format of Prometheus.
     *
     * @param metrics for example {@code http://127.0.0.1:8080/metrics}
     * @return reads {@code process_cpu_time_ns_total} or {@code process_cpu_seconds_total}
     */
    static ServerCpu ofMetrics(URI metrics) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5)).build();
        return () -> {
            try {
                return read(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
            } catch (IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        };
    }

    private static Optional<Duration> read(String metrics) {
        Map<String, Double> nanosOf = Map.of("process_cpu_time_ns_total", 1.0, "process_cpu_seconds_total", 1e9);
        return metrics.lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length >= 2 && nanosOf.containsKey(words[0]))
                .map(words -> Duration.ofNanos(
                        Math.round(Double.parseDouble(words[1]) * nanosOf.getOrDefault(words[0], 0.0))))
                .findFirst();
    }
}
