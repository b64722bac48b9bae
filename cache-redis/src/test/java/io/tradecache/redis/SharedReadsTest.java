package io.tradecache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Readers that share round trips, each of which lasts until the test lets it end. */
class SharedReadsTest {

    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final BlockingQueue<RoundTrip> trips = new LinkedBlockingQueue<>();
    private final SharedReads reads = new SharedReads(this::travel, PATIENT);
    private final List<RoundTrip> occupied = new ArrayList<>();

    @AfterEach
    void stop() {
        readers.shutdownNow();
    }

    @Test
    void whoIsAloneGoesAtOnceAndAlone() {
        CompletableFuture<String> value = read("a");

        RoundTrip trip = next();
        trip.answer();

        assertThat(trip.keys).containsExactly("a");
        assertThat(value.join()).isEqualTo("value of a");
    }

    @Test
    void whatIsNotThereIsNull() {
        CompletableFuture<String> value = read("no such key");

        next().answer();

        assertThat(value.join()).isNull();
    }

    @Test
    void whoComesWhileTwoAreUnderWayGoesWithAllWhoDid() {
        CompletableFuture<String> first = read("a");
        RoundTrip one = next();
        CompletableFuture<String> second = read("b");
        RoundTrip other = next();
        List<CompletableFuture<String>> late = readInTurn("c", "d", "c", "e");

        one.answer();
        RoundTrip together = next();

        assertThat(first.join()).isEqualTo("value of a");
        assertThat(together.keys).containsExactly("c", "d", "c", "e");
        assertThat(late).noneMatch(CompletableFuture::isDone);

        together.answer();

        assertThat(late.stream().map(CompletableFuture::join))
                .containsExactly("value of c", "value of d", "value of c", "value of e");
        assertThat(second).isNotDone();
        other.answer();
        assertThat(second.join()).isEqualTo("value of b");
    }

    @Test
    void noMoreThan64GoTogether() {
        occupy();
        readInTurn(IntStream.range(0, 70).mapToObj(i -> "k" + i).toArray(String[]::new));

        occupied.get(0).answer();
        occupied.get(1).answer();

        assertThat(List.of(next().keys.size(), next().keys.size())).containsExactlyInAnyOrder(64, 6);
    }

    @Test
    void whatARoundTripThrowsReachesAllWhoSharedItAndNobodyElse() {
        occupy();
        List<CompletableFuture<String>> late = readInTurn("c", "d");
        occupied.get(0).answer();
        RoundTrip together = next();
        CompletableFuture<String> last = readInTurn("e").get(0);

        together.fail(new JedisConnectionException("gone"));

        assertThat(late)
                .allSatisfy(value -> assertThatThrownBy(value::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(JedisConnectionException.class));
        next().answer();
        assertThat(last.join()).isEqualTo("value of e");
    }

    @Test
    void whoseTurnDoesNotComeInTimeGivesUpAsForAFreeConnection() {
        SharedReads hasty = new SharedReads(this::travel, Duration.ofMillis(20));
        readers.execute(() -> hasty.get("a".getBytes(UTF_8)));
        readers.execute(() -> hasty.get("b".getBytes(UTF_8)));
        RoundTrip one = next();
        RoundTrip other = next();

        assertThatThrownBy(() -> hasty.get("c".getBytes(UTF_8)))
                .isInstanceOf(JedisException.class)
                .hasCauseInstanceOf(NoSuchElementException.class);

        one.answer();
        other.answer();
        CompletableFuture<byte[]> later = CompletableFuture.supplyAsync(() -> hasty.get("d".getBytes(UTF_8)), readers);
        RoundTrip next = next();
        next.answer();
        assertThat(next.keys).containsExactly("d");
        assertThat(later.join()).asString(UTF_8).isEqualTo("value of d");
    }

    @Test
    void anInterruptedReaderHasItsAnswerAndIsStillInterrupted() throws InterruptedException {
        occupy();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            reads.get("c".getBytes(UTF_8));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        reader.start();
        patiently().until(() -> reader.getState() == Thread.State.TIMED_WAITING);

        reader.interrupt();
        occupied.get(0).answer();
        next().answer();

        assertThat(interrupted.join()).isTrue();
        reader.join();
    }

    @Test
    void ofManyReadersEachHasTheValueOfItsOwnKey() {
        AtomicInteger keys = new AtomicInteger();
        AtomicInteger roundTrips = new AtomicInteger();
        SharedReads quick = new SharedReads(
                all -> {
                    roundTrips.incrementAndGet();
                    keys.addAndGet(all.length);
                    LockSupport.parkNanos(10_000);
                    return values(all);
                },
                PATIENT);

        List<CompletableFuture<Void>> done = IntStream.range(0, 16)
                .mapToObj(seed -> CompletableFuture.runAsync(
                        () -> {
                            Random random = new Random(seed);
                            for (int i = 0; i < 2_000; i++) {
                                String key = "key " + random.nextInt(100);
                                assertThat(text(quick.get(key.getBytes(UTF_8)))).isEqualTo("value of " + key);
                            }
                        },
                        readers))
                .toList();
        done.forEach(CompletableFuture::join);

        assertThat(keys).hasValue(32_000);
        assertThat(roundTrips.get()).isLessThan(32_000);
    }

    /** Lets as many round trips begin as there may be at once. */
    private void occupy() {
        for (String key : List.of("a", "b")) {
            readers.execute(() -> reads.get(key.getBytes(UTF_8)));
            occupied.add(next());
        }
    }

    private CompletableFuture<String> read(String key) {
        return CompletableFuture.supplyAsync(() -> text(reads.get(key.getBytes(UTF_8))), readers);
    }

    /** Lets readers come one after another, each when the one before it waits. */
    private List<CompletableFuture<String>> readInTurn(String... keys) {
        return Arrays.stream(keys)
                .map(key -> {
                    CompletableFuture<String> value = new CompletableFuture<>();
                    Thread reader = new Thread(() -> {
                        try {
                            value.complete(text(reads.get(key.getBytes(UTF_8))));
                        } catch (RuntimeException e) {
                            value.completeExceptionally(new CompletionException(e));
                        }
                    });
                    reader.setDaemon(true);
                    reader.start();
                    patiently().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
                    return value;
                })
                .toList();
    }

    private RoundTrip next() {
        patiently().until(() -> !trips.isEmpty());
        return trips.remove();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(1));
    }

    private List<byte[]> travel(byte[][] keys) {
        RoundTrip trip =
                new RoundTrip(Arrays.stream(keys).map(SharedReadsTest::text).toList());
        trips.add(trip);
        try {
            trip.end.join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
        return values(keys);
    }

    private static List<byte[]> values(byte[][] keys) {
        List<byte[]> values = new ArrayList<>();
        for (byte[] key : keys) {
            String text = text(key);
            values.add(text.startsWith("no ") ? null : ("value of " + text).getBytes(UTF_8));
        }
        return values;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    /** One round trip: its keys, and its end. */
    private record RoundTrip(List<String> keys, CompletableFuture<Void> end) {

        RoundTrip(List<String> keys) {
            this(keys, new CompletableFuture<>());
        }

        void answer() {
            end.complete(null);
        }

        void fail(RuntimeException failure) {
            end.completeExceptionally(failure);
        }
    }
}
