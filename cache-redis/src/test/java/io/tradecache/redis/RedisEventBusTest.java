package io.tradecache.redis;

import static io.tradecache.testkit.Samples.invalidation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.EventBus.Subscription;
import io.tradecache.core.port.Telemetry;
import io.tradecache.embedded.TestServers;
import io.tradecache.json.ChangeEvents;
import io.tradecache.json.Codec;
import io.tradecache.json.PublishedEvent;
import io.tradecache.testkit.EventBusContract;
import io.tradecache.testkit.RecordingListener;
import io.tradecache.testkit.RecordingListener.Told.Changed;
import io.tradecache.testkit.RecordingListener.Told.Reported;
import io.tradecache.testkit.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol;

@SuppressWarnings("try") // a subscription does its work by being open
class RedisEventBusTest implements EventBusContract {

    /** Of this test's own, since all logical databases of a Redis share their channels. */
    private final String prefix = "test-" + UUID.randomUUID() + ":";

    private final URI uri = TestServers.freshRedis();
    private final RedisSettings settings =
            RedisSettings.of(uri).withKeyPrefix(prefix).withTimeout(Duration.ofSeconds(2));
    private final RedisCache cache = RedisCache.connect(settings, new Codec(), Telemetry.NONE);
    private final RedisCacheStore store = cache.store();
    private final RedisEventBus bus = cache.bus();
    private final Jedis redis = new Jedis(uri);

    @AfterEach
    void close() {
        cache.close();
        redis.close();
    }

    @Override
    public EventBus bus() {
        return bus;
    }

    @Override
    public CacheStore publisher() {
        return store;
    }

    @Override
    public void breakConnection() {
        redis.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
    }

    @Test
    void messagesThatCannotBeUnderstoodAreCountedAndSkipped() throws Exception {
        BlockingQueue<ChangeEvent> heard = new LinkedBlockingQueue<>();

        try (Subscription ignored = bus.onChange(heard::add)) {
            redis.publish(prefix + "cache_invalidation", "hello");
            redis.publish(prefix + "cache_invalidation", "{\"v\":2}");
            store.invalidate(invalidation(FORGOTTEN, 2));

            next(heard);
            assertThat(heard).isEmpty();
            assertThat(bus.skipped()).isEqualTo(2);
        }
    }

    @Test
    void halfAReportOfTheFeedIsCountedAndSkipped() throws Exception {
        RecordingListener listener = new RecordingListener();

        try (Subscription ignored = bus.onChange(listener)) {
            redis.publish(prefix + "price_updates", "{\"epoch\":1}");
            redis.publish(prefix + "price_updates", "{\"epoch\":1,\"status\":null}");
            redis.publish(prefix + "price_updates", "");
            store.invalidate(invalidation(FORGOTTEN, 2));

            listener.await("of an event", Changed.class::isInstance);
            assertThat(listener.told()).noneMatch(Reported.class::isInstance);
            assertThat(bus.skipped()).isEqualTo(3);
        }
    }

    @Test
    void theShortShapeOfAnotherProgramIsHeard() throws Exception {
        BlockingQueue<ChangeEvent> heard = new LinkedBlockingQueue<>();

        try (Subscription ignored = bus.onChange(heard::add)) {
            redis.publish(
                    prefix + "cache_invalidation",
                    "{\"type\":\"portfolio_update\",\"user_id\":\"amelia\",\"portfolio_id\":\"portfolio_1\","
                            + "\"timestamp\":1773066600}");

            assertThat(next(heard).portfolioId()).isEqualTo("portfolio_1");
        }
    }

    @Test
    void aPublisherThatWasNotHeardInFullIsALossAtItsNextHeartbeat() throws Exception {
        RecordingListener listener = new RecordingListener();

        try (Subscription ignored = bus.onChange(listener)) {
            listener.awaitProof(System.nanoTime());
            beat(0);
            publish(1, 3, 2);
            beat(3);
            publish(5, 6);
            listener.await("the last event", told -> listener.events().size() == 5);
            listener.forget();

            beat(6);
            listener.awaitLoss();
        }
    }

    @Test
    void anInvalidationThatRedisRefusedIsALossForTheOtherNodes() throws Exception {
        RecordingListener listener = new RecordingListener();
        try (RedisCache other = RedisCache.connect(settings, new Codec(), Telemetry.NONE);
                Subscription ignored = other.bus().onChange(listener)) {
            listener.awaitProof(System.nanoTime());
            store.invalidate(invalidation(FORGOTTEN, 1));
            listener.await("an event", Changed.class::isInstance);
            listener.forget();
            String roomBefore = redis.configGet("maxmemory").get("maxmemory");
            redis.configSet("maxmemory", "1");
            try {
                assertThat(store.invalidate(invalidation(FORGOTTEN, 2))).isFalse();
            } finally {
                redis.configSet("maxmemory", roomBefore);
            }

            listener.awaitLoss();
            assertThat(listener.events()).isEmpty();
        }
    }

    @Test
    void aCompanionOfAnotherTypeKeepsNothingFromBeingTold() {
        redis.set(prefix + "lease:{" + prefix + FORGOTTEN.text() + "}", "of another program");

        assertThat(store.invalidate(invalidation(FORGOTTEN, 2))).isTrue();
    }

    @Test
    void otherProgramsReadPlainJsonOnTheChannel() throws Exception {
        BlockingQueue<String> raw = new LinkedBlockingQueue<>();
        JedisPubSub listener = new JedisPubSub() {
            @Override
            public void onMessage(String channel, String message) {
                raw.add(message);
            }
        };
        Thread thread = new Thread(() -> redis.subscribe(listener, prefix + "cache_invalidation"));
        thread.start();
        Eventually.holds(Duration.ofSeconds(20), listener::isSubscribed);
        Invalidation invalidation = invalidation(FORGOTTEN, 2);

        store.invalidate(invalidation);

        JsonNode message = new ObjectMapper().readTree(raw.poll(20, TimeUnit.SECONDS));
        assertThat(message.get("entity_type").asText()).isEqualTo("portfolio");
        assertThat(message.get("user_id").asText()).isEqualTo("amelia");
        assertThat(message.get("entity_id").asText()).isEqualTo("portfolio_retirement");
        assertThat(message.get("timestamp").longValue()).isEqualTo(1773066600L);
        assertThat(message.get("keys").get(0).asText()).isEqualTo("portfolio:amelia:portfolio_retirement");
        listener.unsubscribe();
        thread.join(10_000);
    }

    /** Publishes events as another node would, with these numbers. */
    private void publish(int... numbers) {
        ChangeEvents events = new ChangeEvents(new Codec());
        for (int number : numbers) {
            PublishedEvent event = new PublishedEvent(Samples.event(List.of(), null), "other", number);
            redis.publish((prefix + "cache_invalidation").getBytes(UTF_8), events.encode(event));
        }
    }

    /** Says, as another node would, which of its messages are finished with. */
    private void beat(int settled) {
        Heartbeat beat = new Heartbeat(Heartbeat.FORMAT, "other", settled, 0);
        redis.publish((prefix + "cache_heartbeat").getBytes(UTF_8), new Codec().encode(beat));
    }

    @Test
    void closingTakesNoTime() {
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            RedisCache closed = RedisCache.connect(settings, new Codec(), Telemetry.NONE);
            RedisEventBus deaf = closed.bus();
            Eventually.holds(Duration.ofSeconds(20), deaf::isListening);
            long begun = System.nanoTime();
            closed.close();
            Eventually.holds(Duration.ofSeconds(20), () -> !deaf.isListening());
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }

        assertThat(Collections.min(times)).as("on a machine that is busy").isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aBusStartsWithoutRedisAndCloses() {
        URI nowhere = URI.create("redis://127.0.0.1:1");

        try (RedisCache alone = RedisCache.connect(RedisSettings.of(nowhere), new Codec(), Telemetry.NONE)) {
            RedisEventBus lonely = alone.bus();
            lonely.onChange(event -> {}).close();

            assertThat(lonely.isListening()).isFalse();
        }
    }
}
