package io.tradecache.launcher;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Serves until the process is told to end. */
@Command(name = "serve", description = "Start the server, with whatever it needs.")
final class ServeCommand extends SettingsCommand {

    ServeCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(Settings settings, Console console) {
        long begun = System.nanoTime();
        console.line("tradecache " + Version.CURRENT + " starts");
        Node node = Node.start(settings, Clock.systemUTC(), console);
        CountDownLatch ended = new CountDownLatch(1);
        Thread exit = new Thread(() -> stop(node, console, ended), "tradecache-exit");
        Runtime.getRuntime().addShutdownHook(exit);
        greet(console, settings, "http://" + reachable(settings.host()) + ":" + node.port(), begun);
        return waitFor(ended);
    }

    private static void greet(Console console, Settings settings, String address, long begun) {
        console.fact("ready", String.format("%s after %.1f s", address, (System.nanoTime() - begun) / 1e9));
        String call = "curl " + address + "/api/v1/" + (settings.demo() ? "users/demo/portfolios" : "prices/AAPL");
        switch (settings.access().mode()) {
            case NONE -> console.line("Try:  " + call);
            case API_KEY -> {
                console.line("Try:  tradecache api-key create --user demo, with the settings of this server, and then");
                console.line("      " + call + " -H 'Authorization: Bearer KEY'");
            }
            case JWT -> console.line("Try:  " + call + " -H 'Authorization: Bearer TOKEN'");
        }
        console.line("Ctrl-C stops everything.");
    }

    private static void stop(Node node, Console console, CountDownLatch ended) {
        console.line("Stopping: requests in flight may finish …");
        node.close();
        console.line("Stopped.");
        ended.countDown();
    }

    private static int waitFor(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** An address that one can call, where the server listens on all of them. */
    static String reachable(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
