package io.tradecache.benchmarks;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryLeadership;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.inmemory.InMemoryPriceInterest;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Telemetry;
import io.tradecache.embedded.TestServers;
import io.tradecache.json.Codec;
import io.tradecache.load.LoadOptionsBuilder;
import io.tradecache.redis.RedisCache;
import io.tradecache.redis.RedisSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long a price takes from one node to the others: three of them in this JVM, each with connections of its own to one real
 * Redis. A price is stated at one, which takes turns, and each notes when it hears of it, where the streams do. Stateless.
 */
public final class PricesAcrossNodes {

    private static final int NODES = 3;
    private static final int WARM_UP = 500;
    private static final long BETWEEN_MILLIS = 15;
    private static final BigDecimal YESTERDAY = new BigDecimal("150.00");

    private PricesAcrossNodes() {}

    /** A node, and when it has heard of each price. */
    private record Listening(
            Tradecache tradecache, RedisCache redis, EventBus.Subscription hearing, Map<BigDecimal, Long> heardAt)
            implements AutoCloseable {

        static Listening start(
                String name, URI server, Clock clock, InMemoryLeadership leadership, InMemoryPriceInterest interest) {
            RedisCache redis = RedisCache.connect(RedisSettings.of(server), new Codec(), Telemetry.NONE);
            Tradecache tradecache = Tradecache.builder(
                            redis.store(), new InMemoryDatabase().persistence(), new InMemoryPriceFeed(clock), clock)
                    .node(name)
                    .cluster(redis.bus(), leadership.of(name), interest.of(name))
                    .build();
            Map<BigDecimal, Long> heardAt = new ConcurrentHashMap<>();
            tradecache.live().follow(ticks -> note(ticks, heardAt));
            return new Listening(tradecache, redis, redis.bus().onChange(tradecache.live()), heardAt);
        }

        private static void note(List<PriceTick> ticks, Map<BigDecimal, Long> heardAt) {
            long now = System.nanoTime();
            ticks.forEach(tick -> heardAt.put(tick.quote().price(), now));
        }

        @Override
        public void close() {
            hearing.close();
            redis.close();
        }
    }

    /**
     * States prices, and prints when the nodes heard of them.
     *
     * @param args {@code --prices 3000}
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        int prices = Arguments.of(args).number("--prices", 3_000);
        Clock clock = Clock.systemUTC();
        URI server = TestServers.freshRedis();
        InMemoryLeadership leadership = new InMemoryLeadership(clock);
        InMemoryPriceInterest interest = new InMemoryPriceInterest(clock);
        List<Listening> nodes = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            nodes.add(Listening.start("node-" + node, server, clock, leadership, interest));
        }
        List<Long> here = new ArrayList<>();
        List<Long> elsewhere = new ArrayList<>();
        List<Long> everywhere = new ArrayList<>();
        for (int round = 0; round < WARM_UP + prices; round++) {
            int stating = round % NODES;
            Quote quote = quote(round, clock.instant());
            long begun = System.nanoTime();
            nodes.get(stating).tradecache.refreshing().state(List.of(quote));
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            long last = 0;
            for (int node = 0; node < NODES; node++) {
                long took = heardBy(nodes.get(node), quote) - begun;
                last = Math.max(last, took);
                if (round >= WARM_UP) {
                    (node == stating ? here : elsewhere).add(took);
                }
            }
            if (round >= WARM_UP) {
                everywhere.add(last);
            }
        }
        System.out.printf("%d prices, %d nodes, milliseconds since each was stated:%n", prices, NODES);
        print("the node that it was stated at", here);
        print("the other nodes", elsewhere);
        print("the last one of all", everywhere);
        nodes.forEach(Listening::close);
        System.exit(0);
    }

    private static Quote quote(int round, Instant now) {
        Symbol symbol = new Symbol(LoadOptionsBuilder.SYMBOLS.get(round % LoadOptionsBuilder.SYMBOLS.size()));
        BigDecimal price = BigDecimal.valueOf(1_500_000L + round, 4);
        return new Quote(symbol, null, price, YESTERDAY, null, now, now, now, "manual");
    }

    private static long heardBy(Listening node, Quote quote) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (!node.heardAt.containsKey(quote.price()) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return Objects.requireNonNull(node.heardAt.get(quote.price()), "a second was not enough");
    }

    private static void print(String what, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%s: p50 %.2f, p99 %.2f, max %.2f%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}
