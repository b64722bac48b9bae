package io.tradecache.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, watches and ends one server on one port of its data directory. Thread-safe. */
final class ServerLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ServerLifecycle.class);
    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final Duration RETRY_MAX = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration ENDING_MAX = Duration.ofSeconds(10);
    private static final int PORTS_MAX = 5;
    private static final Pattern MISSING_LIBRARY =
            Pattern.compile("(?:error while loading shared libraries|Library not loaded): ([^\\s:]+)");

    private enum Outcome {
        READY,
        PORT_TAKEN,
        LINGERING
    }

    private final Server server;
    private final DataDirectory home;
    private final Consumer<String> progress;
    private @Nullable ServerProcess process;
    private int port;
    private volatile boolean closed;

    ServerLifecycle(Server server, DataDirectory home, Consumer<String> progress) {
        this.server = server;
        this.home = home;
        this.progress = progress;
    }

    /** Ends what an earlier JVM left of this server, then starts it, on the earlier port if that is free. */
    synchronized void start() {
        endOrphans();
        port = Ports.free(home.runtime().entry(server.key()).port());
        for (int ports = 1; !startedOn(port); ports++) {
            if (ports == PORTS_MAX) {
                throw failure("found " + PORTS_MAX + " ports taken one after the other");
            }
            port = Ports.free(0);
        }
        progress.accept(server.name() + " is ready on 127.0.0.1:" + port);
    }

    /** Starts the ended server again on the same port. */
    synchronized void restart() {
        stop();
        endOrphans();
        long limit = System.nanoTime() + RETRY_MAX.toNanos();
        while (!startedOn(port)) {
            if (System.nanoTime() > limit) {
                throw failure("cannot have its port " + port + " again");
            }
        }
    }

    /** Ends the server for good, also in the middle of its start. */
    void close() {
        closed = true;
        stop();
    }

    /** Ends the server in order; one that does not heed is killed. */
    synchronized void stop() {
        ServerProcess running = process;
        if (running == null) {
            return;
        }
        ProcessSignals.sendToTree("CONT", running.pid());
        for (String ending : server.endings()) {
            ProcessSignals.send(ending, running.pid());
            if (running.endsWithin(ENDING_MAX)) {
                break;
            }
            LOG.warn("{} (process {}) did not heed {}", server.name(), running.pid(), ending);
        }
        process = null;
        home.runtime().ended(server.key());
    }

    /** Kills the server as a crash would; only the main process, as a crash would. */
    synchronized void kill() {
        ServerProcess running = process;
        if (running != null) {
            ProcessSignals.send("KILL", running.pid());
            running.endsWithin(ENDING_MAX);
        }
    }

    synchronized void pause() {
        ProcessSignals.sendToTree("STOP", pid());
    }

    synchronized void resume() {
        ProcessSignals.sendToTree("CONT", pid());
    }

    synchronized int port() {
        return port;
    }

    synchronized long pid() {
        if (process == null) {
            throw new IllegalStateException(server.name() + " is not running");
        }
        return process.pid();
    }

    private boolean startedOn(int tried) {
        long limit = System.nanoTime() + RETRY_MAX.toNanos();
        while (true) {
            Outcome outcome = attempt(tried);
            if (outcome != Outcome.LINGERING) {
                return outcome == Outcome.READY;
            }
            if (System.nanoTime() > limit) {
                throw failure("still finds processes of an earlier run");
            }
            Ports.pause(Duration.ofMillis(100));
        }
    }

    private Outcome attempt(int tried) {
        if (closed) {
            throw new IllegalStateException(server.name() + " is closed");
        }
        try {
            server.clearRemains();
            ServerProcess started = ServerProcess.start(
                    home.account().command(home.root(), server.command(tried)),
                    server.input(tried),
                    home.log(server.key()));
            process = started;
            home.runtime().running(server.key(), started.pid(), tried);
            return awaitReady(started, tried);
        } catch (IOException e) {
            throw new EmbeddedServerException.StartFailed("Cannot start the embedded " + server.name() + ": " + e, e);
        }
    }

    private Outcome awaitReady(ServerProcess started, int tried) {
        long limit = System.nanoTime() + READY_MAX.toNanos();
        while (!started.endsWithin(POLL)) {
            if (server.ready(started.pid(), tried)) {
                return Outcome.READY;
            }
            if (closed || System.nanoTime() > limit || Thread.currentThread().isInterrupted()) {
                EmbeddedServerException failure = failure(closed ? "was closed while it started" : "does not answer");
                stop();
                throw failure;
            }
        }
        home.runtime().ended(server.key());
        String said = started.logTail();
        Matcher missing = MISSING_LIBRARY.matcher(said);
        if (missing.find()) {
            process = null;
            throw new EmbeddedServerException.MissingLibrary(server.name(), missing.group(1));
        }
        if (said.contains("pre-existing shared memory block")) {
            return Outcome.LINGERING;
        }
        if (said.contains("Address already in use") || said.contains("could not create any TCP/IP sockets")) {
            return Outcome.PORT_TAKEN;
        }
        throw failure("ended with exit code " + started.exitCode());
    }

    /**
     * Ends what an earlier JVM left running. The pid files only name candidates: what the process shows of itself
     * decides whether it is ours.
     */
    void endOrphans() {
        endIfOurs(home.runtime().entry(server.key()).pid());
        endIfOurs(server.recordedPid());
    }

    private void endIfOurs(long pid) {
        if (pid <= 1 || !server.recognises(ProcessSignals.title(pid))) {
            return;
        }
        LOG.info("Ending {} (process {}), left by an earlier run on {}", server.name(), pid, home.root());
        progress.accept("Ending " + server.name() + " (process " + pid + "), left by an earlier run");
        ProcessSignals.sendToTree("CONT", pid);
        for (String ending : server.endings()) {
            ProcessSignals.send(ending, pid);
            long limit = System.nanoTime() + ENDING_MAX.toNanos();
            while (server.recognises(ProcessSignals.title(pid))) {
                if (System.nanoTime() > limit) {
                    break;
                }
                Ports.pause(POLL);
            }
            if (!server.recognises(ProcessSignals.title(pid))) {
                return;
            }
        }
        throw new EmbeddedServerException.StartFailed(
                server.name() + " (process " + pid + "), left by an earlier run, cannot be ended", null);
    }

    private EmbeddedServerException failure(String what) {
        ServerProcess last = process;
        String log = last == null ? "" : ". Last lines of " + home.log(server.key()) + ":\n" + last.logTail();
        return new EmbeddedServerException.StartFailed("The embedded " + server.name() + " " + what + log, null);
    }
}
