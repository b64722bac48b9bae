package io.tradecache.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Reads of single values, of which those that come at one time share a round trip. A few go at once, each by itself; who
 * comes meanwhile waits for one of them to be back, and then all who wait go together. So a single reader waits for nobody,
 * and the more there are, the less each costs. What a round trip throws reaches all who shared it. Thread-safe.
 */
final class SharedReads {

    /** As many as keep two processors busy: of more, each would carry less. */
    private static final int ROUND_TRIPS = 2;

    private static final int MOST_TOGETHER = 64;

    private final Function<byte[][], List<byte[]>> readAll;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Read> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * Reads by a function.
     *
     * @param readAll reads the values of keys in their order, with null for those that are not there
     * @param patience how long a reader waits for its turn, as it would for a free connection
     */
    SharedReads(Function<byte[][], List<byte[]>> readAll, Duration patience) {
        this.readAll = readAll;
        this.patience = patience;
    }

    /**
     * The value of a key, or null.
     *
     * @throws JedisException when Redis did not answer, or the reader's turn did not come in time
     */
    byte @Nullable [] get(byte[] key) {
        Read read = new Read(key);
        List<Read> together = goes(read) ? List.of(read) : turn(read);
        if (!together.isEmpty()) {
            lead(together);
        }
        return read.answer();
    }

    private boolean goes(Read read) {
        lock.lock();
        try {
            if (underWay < ROUND_TRIPS) {
                underWay++;
                return true;
            }
            waiting.add(read);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for an answer, or for the reader's turn: then it gives all who go with it. */
    private List<Read> turn(Read read) {
        List<Read> together = read.await(patience);
        if (together == null && givesUp(read)) {
            throw new JedisException("too many readers", new NoSuchElementException("no turn within " + patience));
        }
        return together == null ? read.await() : together;
    }

    /** Who is taken along already does not give up: that one's answer, or its failure, is near. */
    private boolean givesUp(Read read) {
        lock.lock();
        try {
            return waiting.remove(read);
        } finally {
            lock.unlock();
        }
    }

    private void lead(List<Read> together) {
        try {
            List<byte[]> values =
                    readAll.apply(together.stream().map(read -> read.key).toArray(byte[][]::new));
            for (int i = 0; i < together.size(); i++) {
                together.get(i).value = values.get(i);
            }
        } catch (RuntimeException | Error e) {
            together.forEach(read -> read.failure = e);
        } finally {
            handOver();
            together.forEach(Read::settle);
        }
    }

    /** The first of those who wait goes next, with all the others. */
    private void handOver() {
        List<Read> next = new ArrayList<>();
        lock.lock();
        try {
            while (!waiting.isEmpty() && next.size() < MOST_TOGETHER) {
                next.add(waiting.remove());
            }
            underWay -= next.isEmpty() ? 1 : 0;
        } finally {
            lock.unlock();
        }
        if (!next.isEmpty()) {
            next.get(0).letLead(next);
        }
    }

    /** One read and who waits for it. What is set before {@link #told} is seen after it. */
    private static final class Read {
        private final byte[] key;
        private final Thread reader = Thread.currentThread();
        private byte @Nullable [] value;
        private @Nullable Throwable failure;
        /** Whom the reader is to read for; nobody when all is settled; null while it must wait. */
        private volatile @Nullable List<Read> told;

        Read(byte[] key) {
            this.key = key;
        }

        /** Whom to read for, or null when that was not told in time. */
        @Nullable
        List<Read> await(Duration atMost) {
            long end = System.nanoTime() + atMost.toNanos();
            return awaitWhile(() -> {
                long left = end - System.nanoTime();
                LockSupport.parkNanos(this, left);
                return left > 0;
            });
        }

        List<Read> await() {
            return Objects.requireNonNull(awaitWhile(() -> {
                LockSupport.park(this);
                return true;
            }));
        }

        private @Nullable List<Read> awaitWhile(BooleanSupplier parked) {
            boolean interrupted = false;
            boolean goesOn = true;
            while (told == null && goesOn) {
                goesOn = parked.getAsBoolean();
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                reader.interrupt();
            }
            return told;
        }

        void letLead(List<Read> together) {
            told = together;
            LockSupport.unpark(reader);
        }

        void settle() {
            if (reader != Thread.currentThread()) {
                told = List.of();
                LockSupport.unpark(reader);
            }
        }

        byte @Nullable [] answer() {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return value;
        }
    }
}
