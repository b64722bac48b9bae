package io.tradecache.redis;

import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.json.Codec;
import io.tradecache.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.clients.jedis.RedisClient;

/** Puts changes of prices on their channel, as one message, and what else is about them. Thread-safe. */
final class PricePublishing {

    /** What nodes are asked with, in place of prices. */
    static final byte[] QUESTION = "\"newest\"".getBytes(StandardCharsets.UTF_8);

    private final RedisClient client;
    private final RedisFailures failures;
    private final Codec codec;
    private final byte[] channel;

    PricePublishing(RedisSettings settings, RedisClient client, Codec codec, RedisFailures failures) {
        this.client = client;
        this.failures = failures;
        this.codec = codec;
        this.channel = new RedisNames(settings.keyPrefix()).prices();
    }

    /** Asks all nodes for their newest prices. Whether Redis took the message. */
    boolean ask() {
        return send(QUESTION);
    }

    /** Tells all nodes how the feed does. Whether Redis took the message. */
    boolean publish(FeedReport report) {
        return encodeAndSend(report);
    }

    /** Whether Redis took the message. */
    boolean publish(List<PriceTick> ticks) {
        return encodeAndSend(ticks);
    }

    private boolean encodeAndSend(Object said) {
        byte[] message;
        try {
            message = codec.encode(said);
        } catch (MalformedJsonException e) {
            failures.failed("encode", Family.PRICE_RT, String.valueOf(e.getMessage()));
            return false;
        }
        return send(message);
    }

    private boolean send(byte[] message) {
        return failures.insist(
                "publish_prices", Family.PRICE_RT, () -> client.publish(channel, message) >= 0, reason -> false);
    }
}
