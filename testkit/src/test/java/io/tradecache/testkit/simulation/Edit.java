package io.tradecache.testkit.simulation;

import java.nio.file.Path;

/**
 * One change of one source file, by which a part of the protocol is switched off.
 *
 * @param file the simple name of the class
 * @param before text that stands in the file exactly once
 * @param after what stands there in the mutant
 */
record Edit(Path file, String before, String after) {

    private static final Path SERVICE = Path.of("core/src/main/java/io/tradecache/core/service");
    private static final Path IN_MEMORY = Path.of("core/src/main/java/io/tradecache/core/inmemory");
    private static final Path SIMULATION = Path.of("testkit/src/test/java/io/tradecache/testkit/simulation");

    static Edit ofService(String type, String before, String after) {
        return new Edit(SERVICE.resolve(type + ".java"), before, after);
    }

    static Edit ofAdapter(String type, String before, String after) {
        return new Edit(IN_MEMORY.resolve(type + ".java"), before, after);
    }

    /** A change of what stands for the world outside: the network, or the log's database. */
    static Edit ofWorld(String type, String before, String after) {
        return new Edit(SIMULATION.resolve(type + ".java"), before, after);
    }

    String applyTo(String source) {
        int place = source.indexOf(before);
        if (place < 0 || source.indexOf(before, place + 1) >= 0) {
            throw new IllegalStateException("must stand once in " + file + ", but does not: " + before);
        }
        return source.substring(0, place) + after + source.substring(place + before.length());
    }
}
