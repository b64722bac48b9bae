package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three served nodes on one Redis, and screens at each: every price gets to every screen, whatever breaks on the way. */
class PricesAcrossNodesTest {

    private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "NVDA", "JNJ", "KO");
    private static final int SCREENS = 30;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final EmbeddedRedis redis = TestServers.ownRedis();
    private final TestDatabase database = TestServers.freshDatabase();
    private final Servers servers = new Servers(database.jdbcUrl(), database.user(), database.password(), redis.uri());
    private final List<ServedNode> nodes = new ArrayList<>();
    private final List<Screen> screens = new ArrayList<>();
    private final Map<String, String> stated = new HashMap<>();
    private final Random random = new Random(11);
    private int lastPrice = 100;

    @BeforeEach
    void start() {
        for (int i = 0; i < 3; i++) {
            nodes.add(ServedNode.start(servers));
        }
        for (int i = 0; i < SCREENS; i++) {
            int first = i;
            int[] tries = {0};
            screens.add(new Screen(
                    () -> nodes.get((first + tries[0]++) % nodes.size()).port(), SYMBOLS));
        }
        SYMBOLS.forEach(symbol -> state(nodes.get(0), symbol));
        awaitEveryScreenShowsWhatWasStatedLast();
    }

    @AfterEach
    void stop() {
        screens.forEach(Screen::close);
        nodes.forEach(ServedNode::close);
        redis.close();
        database.close();
    }

    @Test
    void aPriceThatIsStatedAtOneNodeGetsToTheScreensOfAll() throws InterruptedException {
        List<Long> late = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            String symbol = SYMBOLS.get(round % SYMBOLS.size());
            long begun = System.nanoTime();
            state(nodes.get(round % nodes.size()), symbol);
            String price = stated.get(symbol);
            await().atMost(SOON)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> screens.stream().allMatch(screen -> screen.shownAt(symbol, price) != null));
            screens.forEach(screen -> late.add(screen.shownAt(symbol, price) - begun));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
        }
        long[] sorted = late.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "from stating a price at one node to %d screens of three, shown four times a second: p50 %d, p99 %d, max %d ms%n",
                SCREENS,
                sorted[sorted.length / 2] / 1_000_000,
                sorted[sorted.length * 99 / 100] / 1_000_000,
                sorted[sorted.length - 1] / 1_000_000);

        assertThat(screens).allSatisfy(screen -> assertThat(screen.wrong()).isEmpty());
    }

    @Test
    void afterEveryTroubleEachScreenShowsTheNewestPrice() throws InterruptedException {
        boolean soak = Boolean.getBoolean("tradecache.soak");
        go(Duration.ofSeconds(2));
        redis.restart();
        go(Duration.ofSeconds(2));
        awaitEveryScreenShowsWhatWasStatedLast();

        ServedNode leader = nodes.stream().filter(ServedNode::leads).findFirst().orElseThrow();
        leader.kill();
        nodes.remove(leader);
        nodes.add(ServedNode.start(servers));
        go(Duration.ofSeconds(2));
        awaitEveryScreenShowsWhatWasStatedLast();

        ServedNode paused = nodes.get(0);
        nodes.remove(paused);
        paused.pause();
        go(Duration.ofSeconds(soak ? 20 : 3));
        paused.resume();
        nodes.add(paused);
        awaitEveryScreenShowsWhatWasStatedLast();

        for (ServedNode node : nodes) {
            SYMBOLS.forEach(symbol ->
                    await().atMost(SOON).until(() -> node.price(symbol).equals(stated.get(symbol))));
        }
        assertThat(screens).allSatisfy(screen -> assertThat(screen.wrong()).isEmpty());
    }

    /** Twenty prices a second. */
    private void go(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            int symbol = random.nextInt(SYMBOLS.size());
            // Each symbol has its node, as it has one source in life.
            state(nodes.get(symbol % nodes.size()), SYMBOLS.get(symbol));
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void state(ServedNode node, String symbol) {
        String price = ++lastPrice + ".25";
        await().atMost(SOON).pollDelay(Duration.ZERO).until(() -> node.state(symbol, price));
        stated.put(symbol, price);
    }

    private void awaitEveryScreenShowsWhatWasStatedLast() {
        await().atMost(SOON).untilAsserted(() -> {
            for (Screen screen : screens) {
                Map<String, String> shows = new HashMap<>();
                SYMBOLS.forEach(symbol -> shows.put(symbol, screen.price(symbol)));
                assertThat(shows).isEqualTo(stated);
            }
        });
    }
}
