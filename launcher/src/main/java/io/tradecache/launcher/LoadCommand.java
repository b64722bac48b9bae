package io.tradecache.launcher;

import io.tradecache.core.model.Symbol;
import io.tradecache.feed.SimulatedPriceFeed;
import io.tradecache.json.Codec;
import io.tradecache.load.Load;
import io.tradecache.load.LoadOptions;
import io.tradecache.load.LoadReport;
import io.tradecache.load.ServerCpu;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays many clients of a running server, and says what they saw. */
@Command(
        name = "load",
        description = "Connect many clients to a running server's streams, and report how late its prices come.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Exit code 1 when a connection failed, the server refused something, or (with several servers) a client was lost and did not come again. The bearer token is read from TRADECACHE_LOAD_TOKEN.",
            "Example: tradecache load --connections 1000 --slow 0.05 --seconds 30",
            "A drill: tradecache load --url http://127.0.0.1:8080,http://127.0.0.1:8081 --seconds 60, and stop the first"
        })
final class LoadCommand implements Callable<Integer> {

    private static final String TOKEN = "TRADECACHE_LOAD_TOKEN";
    private static final String PATH = "/ws/prices";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            split = ",",
            description =
                    "the server (default: http://127.0.0.1:8080); of several, clients begin at the first, and go to the next"
                            + " when they are sent away or lost")
    private List<URI> urls = List.of(URI.create("http://127.0.0.1:8080"));

    @Option(names = "--spread", description = "clients begin at all servers in turn")
    private boolean spread;

    @Option(names = "--connections", paramLabel = "N", description = "how many clients (default: ${DEFAULT-VALUE})")
    private int connections = 100;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "how many clients connect in a second (default: ${DEFAULT-VALUE})")
    private int rate = 500;

    @Option(
            names = "--symbols",
            paramLabel = "N",
            description = "how many symbols each client subscribes to; 0 for idle clients (default: ${DEFAULT-VALUE})")
    private int symbols = 20;

    @Option(
            names = "--symbol-list",
            paramLabel = "A,B",
            split = ",",
            description = "which symbols there are, taken in turn (default: those of the simulated feed)")
    private List<String> symbolList = simulated();

    @Option(names = "--seconds", paramLabel = "S", description = "how long it counts (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "how long clients are served before it counts (default: ${DEFAULT-VALUE})")
    private int warmUp = 2;

    @Option(
            names = "--interval-ms",
            paramLabel = "MS",
            description = "the rhythm that clients ask for (default: that of the server)")
    private @Nullable Integer intervalMillis;

    @Option(names = "--plain", description = "clients offer no subprotocol: a frame a price, and no send lag is known")
    private boolean plain;

    @Option(
            names = "--slow",
            paramLabel = "SHARE",
            description = "which share of the clients never reads, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double slow;

    @Option(
            names = "--pausing",
            paramLabel = "SHARE",
            description = "which share pauses and reads in turn, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double pausing;

    @Option(names = "--pause", paramLabel = "S", description = "how long they do each (default: ${DEFAULT-VALUE})")
    private int pause = 5;

    @Option(names = "--check", description = "look for numbers that go back; costs this process much")
    private boolean check;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "how many threads play the clients (default: ${DEFAULT-VALUE})")
    private int threads = 1;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "the server's process on this machine, for its CPU (default: asks its /metrics)")
    private @Nullable Long pid;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    @Option(names = "--i-own-this-server", description = "put load on a server that is not on this machine")
    private boolean owned;

    @SuppressWarnings("NullAway") // picocli sets the spec before it calls the command.
    LoadCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        LoadOptions options = options();
        CommandLine line = spec.commandLine();
        LoadReport report;
        try (ProgressLine progress = new ProgressLine(line.getErr(), Ansi.AUTO.enabled())) {
            report = Load.of(options).run(progress::show);
        }
        if (json) {
            line.getOut().println(new String(new Codec().encode(LoadSummary.json(report)), StandardCharsets.UTF_8));
        } else {
            LoadSummary.tell(report, new Console(line.getOut()));
        }
        line.getOut().flush();
        boolean allCame = report.connections().opened() == report.connections().wanted();
        boolean allServed = allCame && report.refusals().areNone();
        return allServed && (urls.size() == 1 || report.returns().areComplete()) ? 0 : 1;
    }

    private LoadOptions options() {
        URI[] servers = urls.stream().map(this::server).toArray(URI[]::new);
        try {
            return LoadOptions.to(servers)
                    .spread(spread)
                    .token(environment.get(TOKEN))
                    .connections(connections, rate)
                    .threads(threads)
                    .symbols(symbolList, symbols)
                    .intervalMillis(intervalMillis)
                    .plain(plain)
                    .slow(slow)
                    .pausing(pausing, Duration.ofSeconds(pause))
                    .lasting(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds))
                    .checkOrder(check)
                    .serverCpu(pid == null ? ServerCpu.ofMetrics(metrics(servers[0])) : ServerCpu.ofProcess(pid))
                    .build();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Where the streams are, also when only the server was named. */
    private URI server(URI url) {
        String scheme = String.valueOf(url.getScheme());
        String host = url.getHost();
        if (host == null || !(scheme.equals("http") || scheme.equals("ws"))) {
            throw wrong("--url must be http://host:port or ws://host:port/path, but is " + url);
        }
        if (!owned && !isHere(host)) {
            throw wrong(host + " is not this machine: load is an attack on somebody else's server. If it is yours, say"
                    + " --i-own-this-server");
        }
        String path = url.getRawPath() == null || url.getRawPath().length() <= 1 ? PATH : url.getRawPath();
        return URI.create("ws://" + url.getRawAuthority() + path);
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static URI metrics(URI server) {
        return URI.create("http://" + server.getRawAuthority() + "/metrics");
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private static List<String> simulated() {
        return new SimulatedPriceFeed(0, Clock.systemUTC())
                .symbols().stream().map(Symbol::value).toList();
    }
}
