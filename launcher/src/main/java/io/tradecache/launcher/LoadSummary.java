package io.tradecache.launcher;

import io.tradecache.load.Latency;
import io.tradecache.load.LoadReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a load run has found, for people and for programs. Stateless. */
final class LoadSummary {

    private static final double MICROS_A_MILLI = 1_000;
    private static final double MEGABYTE = 1_000_000;
    private static final double MILLIS_A_SECOND = 1_000;
    private static final String NO_DESCRIPTORS = "Too many open files";

    private LoadSummary() {}

    /** Says it line by line. */
    static void tell(LoadReport report, Console console) {
        LoadReport.Connections connections = report.connections();
        console.fact(
                "clients",
                text("%,d of %,d connected; ", connections.opened(), connections.wanted()) + "handshake "
                        + latency(connections.handshake()));
        connections.failed().forEach((why, count) -> console.fact("failed", text("%,d: %s", count, why)));
        if (connections.failed().keySet().stream().anyMatch(why -> why.contains(NO_DESCRIPTORS))) {
            console.line("  This process may not open more connections: raise the limit, for the server too, with"
                    + " `ulimit -n 65536` before the start.");
        }
        LoadReport.Refusals refusals = report.refusals();
        refusals.messages().forEach((code, count) -> console.fact("refused", text("%,d: %s", count, code)));
        refusals.symbols().forEach((code, count) -> console.fact("symbols", text("%,d rejected: %s", count, code)));
        console.fact("frames", frames(report));
        console.fact("send lag", latency(report.sendLag()));
        console.fact("price age", latency(report.priceAge()));
        console.fact("gap", latency(report.gap()) + ", from one arrival to a client's next");
        report.cpuMicrosPerFrame()
                .ifPresent(micros -> console.fact(
                        "server",
                        text(
                                "%.1f µs of processor time for a frame, %.2f cores in all",
                                micros, report.serverCores().orElse(0.0))));
        if (report.slow().clients() > 0) {
            console.fact(
                    "slow",
                    text(
                            "%,d never read; the server had hung up on %,d of them",
                            report.slow().clients(), report.slow().dropped()));
        }
        if (report.pauses().ended() > 0) {
            console.fact("pausing", pauses(report.pauses()));
        }
        console.fact("closed", closed(report));
        if (report.returns().back() > 0 || report.returns().hints() > 0) {
            tell(report.returns(), console);
        }
        if (report.wentBack() > 0) {
            console.fact("order", text("%,d prices had a number that was not above the last one", report.wentBack()));
        }
    }

    private static void tell(LoadReport.Returns returns, Console console) {
        console.fact(
                "drained",
                text(
                        "%,d were told to come again; %,d lost their connection, %,d of them untold",
                        returns.hints(), returns.lost(), returns.unhinted()));
        console.fact(
                "back",
                text("%,d of %,d, at most %,d a second; ", returns.back(), returns.lost(), returns.mostASecond())
                        + "since they were told " + latency(returns.untilBack()));
        console.fact("away", latency(returns.away()) + ", from the loss until back");
        returns.failed().forEach((why, count) -> console.fact("tried again", text("%,d: %s", count, why)));
    }

    private static String pauses(LoadReport.Pauses pauses) {
        return text(
                        "%,d pauses, after each at most %,d bytes of old prices (p99 %,d); then the newest after ",
                        pauses.ended(), pauses.oldBytesMost(), pauses.oldBytesP99())
                + latency(pauses.caughtUp());
    }

    /** The same with exact names, times in milliseconds. */
    static Map<String, Object> json(LoadReport report) {
        LoadReport.Connections connections = report.connections();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "connections",
                Map.of("wanted", connections.wanted(), "opened", connections.opened(), "failed", connections.failed()));
        json.put("handshake_ms", millis(connections.handshake()));
        json.put("seconds", report.measured().toMillis() / MILLIS_A_SECOND);
        json.put("frames", report.traffic().frames());
        json.put("frames_per_second", report.framesPerSecond());
        json.put("updates_per_second", report.updatesPerSecond());
        json.put("bytes_per_second", report.bytesPerSecond());
        json.put("send_lag_ms", millis(report.sendLag()));
        json.put("price_age_ms", millis(report.priceAge()));
        json.put("gap_ms", millis(report.gap()));
        json.put("refused", report.refusals());
        json.put("closed", report.closed());
        json.put("slow", report.slow());
        json.put("pauses", json(report.pauses()));
        json.put("returns", json(report.returns()));
        json.put("went_back", report.wentBack());
        json.put("server_cpu_us_per_frame", report.cpuMicrosPerFrame());
        json.put("server_cores", report.serverCores());
        return json;
    }

    private static Map<String, Object> json(LoadReport.Pauses pauses) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ended", pauses.ended());
        json.put("old_bytes_p99", pauses.oldBytesP99());
        json.put("old_bytes_most", pauses.oldBytesMost());
        json.put("caught_up_ms", millis(pauses.caughtUp()));
        return json;
    }

    private static Map<String, Object> json(LoadReport.Returns returns) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hints", returns.hints());
        json.put("lost", returns.lost());
        json.put("unhinted", returns.unhinted());
        json.put("back", returns.back());
        json.put("failed", returns.failed());
        json.put("until_back_ms", millis(returns.untilBack()));
        json.put("away_ms", millis(returns.away()));
        json.put("most_a_second", returns.mostASecond());
        return json;
    }

    private static String frames(LoadReport report) {
        long frames = report.traffic().frames();
        return frames == 0
                ? text("none in %.1f s", report.measured().toMillis() / MILLIS_A_SECOND)
                : text(
                        "%,.0f a second with %.1f prices each: %,.0f prices, %.2f MB a second",
                        report.framesPerSecond(),
                        (double) report.traffic().updates() / frames,
                        report.updatesPerSecond(),
                        report.bytesPerSecond() / MEGABYTE);
    }

    private static String closed(LoadReport report) {
        return report.closed().isEmpty()
                ? "none by the server"
                : report.closed().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> text("%,d with %d", entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private static String latency(Latency latency) {
        return latency.count() == 0
                ? "unknown"
                : text(
                        "p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms",
                        latency.p50() / MICROS_A_MILLI,
                        latency.p99() / MICROS_A_MILLI,
                        latency.p999() / MICROS_A_MILLI,
                        latency.max() / MICROS_A_MILLI);
    }

    private static Map<String, Object> millis(Latency latency) {
        Map<String, Object> millis = new LinkedHashMap<>();
        millis.put("count", latency.count());
        millis.put("p50", latency.p50() / MICROS_A_MILLI);
        millis.put("p99", latency.p99() / MICROS_A_MILLI);
        millis.put("p999", latency.p999() / MICROS_A_MILLI);
        millis.put("max", latency.max() / MICROS_A_MILLI);
        return millis;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
