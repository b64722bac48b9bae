package io.tradecache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.json.ChangeEvents;
import io.tradecache.json.Codec;
import io.tradecache.json.PublishedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import redis.clients.jedis.RedisClient;

/**
 * Makes Redis forget and publish. Every message has its number before anything is tried, and uses it up whatever comes of
 * it. Thread-safe.
 */
final class Invalidations {

    /** How many are sent before their answers are read: few enough that all are answered within the timeout. */
    private static final int AT_ONCE = 250;

    private final RedisClient client;
    private final RedisNames names;
    private final byte[] floorMillis;
    private final ChangeEvents events;
    private final Publications publications;
    private final RedisFailures failures;
    private final Sweep sweep;

    Invalidations(
            RedisSettings settings,
            RedisClient client,
            Codec codec,
            Publications publications,
            RedisFailures failures) {
        this.client = client;
        this.names = new RedisNames(settings.keyPrefix());
        this.floorMillis = ascii(settings.floor().toMillis());
        this.events = new ChangeEvents(codec);
        this.publications = publications;
        this.failures = failures;
        this.sweep = new Sweep(client, names);
    }

    boolean tell(Invalidation invalidation) {
        long number = publications.begin();
        try {
            Script.Call call = call(invalidation, number);
            return told("invalidate", family(invalidation), () -> Script.INVALIDATE.run(client, call));
        } finally {
            publications.finished(number);
        }
    }

    /** Ends with the first ones that fail: that they did is noticed, and whoever retries begins with all again. */
    boolean tellAll(Collection<Invalidation> invalidations) {
        List<Invalidation> all = List.copyOf(invalidations);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            if (!tellAtOnce(all.subList(from, Math.min(from + AT_ONCE, all.size())))) {
                return false;
            }
        }
        return true;
    }

    boolean forgetAll(Collection<String> beginnings, ChangeEvent event) {
        boolean swept = told("forget_all", Family.DECLARED, () -> sweep.forget(beginnings));
        long number = publications.begin();
        try {
            return swept
                    && told(
                            "forget_all",
                            Family.DECLARED,
                            () -> client.publish(names.invalidations(), message(event, number)));
        } finally {
            publications.finished(number);
        }
    }

    private boolean tellAtOnce(List<Invalidation> invalidations) {
        List<Long> numbers = new ArrayList<>();
        List<Script.Call> calls = new ArrayList<>();
        try {
            for (Invalidation invalidation : invalidations) {
                long number = publications.begin();
                numbers.add(number);
                calls.add(call(invalidation, number));
            }
            return told("invalidate_all", family(invalidations.get(0)), () -> Script.INVALIDATE.runAll(client, calls));
        } finally {
            numbers.forEach(publications::finished);
        }
    }

    private boolean told(String operation, Family family, Runnable call) {
        return failures.insist(
                operation,
                family,
                () -> {
                    call.run();
                    return true;
                },
                reason -> false);
    }

    private Script.Call call(Invalidation invalidation, long number) {
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(floorMillis);
        arguments.add(names.invalidations());
        arguments.add(message(invalidation.event(), number));
        for (Invalidation.Target target : invalidation.targets()) {
            keys.add(names.value(target.key()));
            keys.add(names.companion(target.key()));
            arguments.add(ascii(target.version()));
        }
        return new Script.Call(keys, arguments);
    }

    private byte[] message(ChangeEvent event, long number) {
        return events.encode(new PublishedEvent(event, publications.publisher(), number));
    }

    private static Family family(Invalidation invalidation) {
        return invalidation.targets().isEmpty()
                ? Family.DECLARED
                : invalidation.targets().get(0).key().family();
    }

    private static byte[] ascii(long number) {
        return Long.toString(number).getBytes(US_ASCII);
    }
}
