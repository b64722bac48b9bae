package io.tradecache.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What was acknowledged, shared by the processes of a soak through a mapped file: for each key the newest version that any
 * node acknowledged, the newest that was not answered as pending, and the newest of each node; and when the last few
 * versions were acknowledged, so that the age of an old read can be told. {@link System#nanoTime} counts alike in all
 * processes of a Linux machine. Thread-safe.
 */
final class Versions {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** How many acknowledgements are remembered with their time, for each key. */
    private static final int RING = 64;

    private static final int ANY = 0;
    private static final int CERTAIN = 1;
    private static final int OWN = 2;

    private final ByteBuffer memory;
    private final int nodes;
    private final int row;

    private Versions(ByteBuffer memory, int nodes) {
        this.memory = memory;
        this.nodes = nodes;
        this.row = row(nodes);
    }

    static Versions map(Path file, int keys, int nodes) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = (long) keys * row(nodes) * Long.BYTES;
            return new Versions(channel.map(FileChannel.MapMode.READ_WRITE, 0, size), nodes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A write was acknowledged just now. */
    void acknowledge(int node, int key, long version, boolean pending) {
        long now = System.nanoTime();
        LONG.setVolatile(memory, at(key, time(version)), now);
        LONG.setVolatile(memory, at(key, time(version) + 1), version);
        raise(key, ANY, version);
        raise(key, OWN + node, version);
        if (!pending) {
            raise(key, CERTAIN, version);
        }
    }

    /** The newest version of a key that any node acknowledged. */
    long any(int key) {
        return get(key, ANY);
    }

    /** The newest that was acknowledged without being pending. */
    long certain(int key) {
        return get(key, CERTAIN);
    }

    /** The newest that one node acknowledged. */
    long own(int node, int key) {
        return get(key, OWN + node);
    }

    /**
     * How long ago, seen from a moment, the first version after an old one was acknowledged: so old is whoever read the
     * old one then. Zero when none was, or it is not remembered any more.
     */
    long nanosBehind(int key, long version, long moment) {
        long newest = Math.min(any(key), version + RING - 1);
        for (long next = version + 1; next <= newest; next++) {
            long time = get(key, time(next));
            // A version whose writer died was never acknowledged: its place holds an earlier one.
            if (get(key, time(next) + 1) == next && moment - time > 0) {
                return moment - time;
            }
        }
        return 0;
    }

    /** The column of a version's time; beside it is the version. */
    private int time(long version) {
        return OWN + nodes + 2 * (int) (version % RING);
    }

    private static int row(int nodes) {
        return OWN + nodes + 2 * RING;
    }

    private long get(int key, int column) {
        return (long) LONG.getVolatile(memory, at(key, column));
    }

    private void raise(int key, int column, long version) {
        int index = at(key, column);
        long present = (long) LONG.getVolatile(memory, index);
        while (present < version && !LONG.compareAndSet(memory, index, present, version)) {
            present = (long) LONG.getVolatile(memory, index);
        }
    }

    private int at(int key, int column) {
        return (key * row + column) * Long.BYTES;
    }
}
