package io.tradecache.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * Where Redis is and how it is used. Its text never shows the password. Immutable.
 *
 * @param uri {@code redis://} or, with TLS, {@code rediss://}, then {@code user:password@host:port/database}; or
 *     {@code redis+sentinel://user:password@host1:port1,host2:port2/name/database} with the addresses of sentinels and the
 *     name that they watch. User and password are the server's, not the sentinels'; they, ports and database may be
 *     missing
 * @param keyPrefix what stands before each key and channel when a Redis is shared; no braces, since they would move keys
 *     to other slots of a cluster
 * @param timeout how long to wait for a connection, and for an answer
 * @param poolWait how long to wait for a free connection
 * @param connections how many connections are kept open at most
 * @param lease how long a lease holds other loaders off
 * @param floor how long the lowest version that may be stored is remembered; longer than any write can be late
 * @param maxValueBytes the size of the largest value that is stored
 */
public record RedisSettings(
        URI uri,
        String keyPrefix,
        Duration timeout,
        Duration poolWait,
        int connections,
        Duration lease,
        Duration floor,
        int maxValueBytes) {

    private static final int DEFAULT_CONNECTIONS = 16;
    private static final int MEBIBYTE = 1 << 20;

    /** Checks what would fail later and less clearly. */
    public RedisSettings {
        RedisAddress unused = RedisAddress.of(uri);
        if (keyPrefix.contains("{") || keyPrefix.contains("}")) {
            throw new IllegalArgumentException("the key prefix must not contain braces: " + keyPrefix);
        }
        requirePositive("timeout", timeout.toMillis());
        requirePositive("pool wait", poolWait.toMillis());
        requirePositive("number of connections", connections);
        requirePositive("lease", lease.toMillis());
        requirePositive("floor", floor.toMillis());
        requirePositive("largest value", maxValueBytes);
    }

    /**
     * A Redis whose URI somebody typed. What is wrong with it is said without repeating it, since it may hold a password.
     *
     * @param uri where it is
     * @return everything else as {@link #of(URI)} has it
     * @throws IllegalArgumentException when it is no URI of a Redis
     */
    public static RedisSettings of(String uri) {
        try {
            return of(new URI(uri));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the Redis URI must be a URI: " + e.getReason());
        }
    }

    /**
     * A Redis with everything else as it suits a local network.
     *
     * @param uri where it is
     * @return no prefix, 50 ms for answers, 20 ms for a connection, 16 connections, leases of 3 s, floors of 15 min, values
     *     up to 1 MiB
     */
    public static RedisSettings of(URI uri) {
        return new RedisSettings(
                uri,
                "",
                Duration.ofMillis(50),
                Duration.ofMillis(20),
                DEFAULT_CONNECTIONS,
                Duration.ofSeconds(3),
                Duration.ofMinutes(15),
                MEBIBYTE);
    }

    /** The same with another prefix. */
    public RedisSettings withKeyPrefix(String changed) {
        return new RedisSettings(uri, changed, timeout, poolWait, connections, lease, floor, maxValueBytes);
    }

    /** The same with another time to wait for a connection and for an answer. */
    public RedisSettings withTimeout(Duration changed) {
        return new RedisSettings(uri, keyPrefix, changed, poolWait, connections, lease, floor, maxValueBytes);
    }

    /** The same with another number of connections. */
    public RedisSettings withConnections(int changed) {
        return new RedisSettings(uri, keyPrefix, timeout, poolWait, changed, lease, floor, maxValueBytes);
    }

    /** The same with another size of the largest value. */
    public RedisSettings withMaxValueBytes(int changed) {
        return new RedisSettings(uri, keyPrefix, timeout, poolWait, connections, lease, floor, changed);
    }

    /** Scheme, hosts, ports and what follows, without user and password. */
    public String address() {
        return RedisAddress.withoutCredentials(uri);
    }

    @Override
    public String toString() {
        return "RedisSettings[" + address() + ", keyPrefix=" + keyPrefix + ", timeout=" + timeout + ", poolWait="
                + poolWait + ", connections=" + connections + ", lease=" + lease + ", floor=" + floor
                + ", maxValueBytes=" + maxValueBytes + "]";
    }

    private static void requirePositive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("the " + what + " must be above zero");
        }
    }
}
