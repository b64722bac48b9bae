package io.tradecache.embedded;

/** How much an embedded Redis may hold, and what it drops then, in the words of redis.conf. Immutable. */
public record RedisSettings(String maxMemory, String policy, int databases) {

    /** 256 MiB, least frequently used keys dropped first, 16 logical databases. */
    public static final RedisSettings DEFAULT = new RedisSettings("256mb", "allkeys-lfu", 16);

    /** Refuses words that would end a line of redis.conf. */
    public RedisSettings {
        if (!maxMemory.matches("\\d+([kmg]b?)?") || !policy.matches("[a-z-]+") || databases < 1) {
            throw new IllegalArgumentException(
                    "not Redis settings: maxmemory " + maxMemory + ", policy " + policy + ", databases " + databases);
        }
    }
}
