package io.tradecache.embedded;

import java.io.IOException;
import java.util.List;

/** What differs between the servers that {@link ServerLifecycle} starts and stops. */
interface Server {

    /** The name for people. */
    String name();

    /** The name in {@code runtime.json} and of the log. */
    String key();

    List<String> command(int port);

    /** What the server reads from its standard input; empty for nothing. */
    String input(int port);

    /** True when the process answers on the port. */
    boolean ready(long pid, int port);

    /** The process of an earlier run according to the server's own pid file; 0 if it keeps none. */
    long recordedPid();

    /** True when a process with this command line can only be the server of this very data directory. */
    boolean recognises(String title);

    /** Clears what a dead run left behind. Called only when no process of ours is alive. */
    void clearRemains() throws IOException;

    /** Signals that end the server, gentlest first. */
    List<String> endings();
}
