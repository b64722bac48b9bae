package io.tradecache.launcher;

import java.io.PrintWriter;

/** What a person at the terminal is told: a line for each thing that runs, and a line for each step that takes a while. */
final class Console {

    private final PrintWriter out;

    Console(PrintWriter out) {
        this.out = out;
    }

    /** Says how things are. */
    void fact(String what, String how) {
        out.printf("  %-11s %s%n", what, how);
        out.flush();
    }

    /** Says what is being done. */
    void step(String what) {
        out.printf("  … %s%n", what);
        out.flush();
    }

    /** Says something that is no list. */
    void line(String text) {
        out.println(text);
        out.flush();
    }
}
