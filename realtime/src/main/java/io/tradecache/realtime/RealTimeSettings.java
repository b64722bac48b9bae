package io.tradecache.realtime;

import java.time.Duration;
import java.util.Set;

/**
 * How live prices are handed to clients, and what is put up with from them. Immutable.
 *
 * @param interval how often a client is sent prices that have changed, unless it asks for another rhythm
 * @param heartbeat after how long a quiet connection is given a sign of life
 * @param patience how long a client may take nothing of what it is sent before it is dropped
 * @param drainWindow over how long the clients are spread that are sent away when the node stops; longer where that were
 *     more than a thousand a second
 * @param mostSymbols how many symbols one client may be subscribed to
 * @param longestMessage how many bytes a client's message may have
 * @param messagesASecond how many messages of a client are heeded in one second
 * @param connectionsOfUser how many connections one user may have, where users prove who they are
 * @param origins which web sites may connect besides the node's own, for example {@code https://example.com}; {@code *}
 *     lets all in, which is refused where users prove who they are
 */
public record RealTimeSettings(
        Duration interval,
        Duration heartbeat,
        Duration patience,
        Duration drainWindow,
        int mostSymbols,
        int longestMessage,
        int messagesASecond,
        int connectionsOfUser,
        Set<String> origins) {

    /** The shortest interval that a client may ask for. */
    public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    /** The longest interval that a client may ask for. */
    public static final Duration LONGEST_INTERVAL = Duration.ofSeconds(5);

    /** Takes a copy of the origins. */
    public RealTimeSettings {
        origins = Set.copyOf(origins);
    }

    /**
     * What tradecache ships with: four frames a second, 200 symbols, 16 KiB and 20 messages a second, five connections a
     * user, no foreign site.
     *
     * @return the settings
     */
    public static RealTimeSettings shipped() {
        return new RealTimeSettings(
                Duration.ofMillis(250),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                200,
                16 << 10,
                20,
                5,
                Set.of());
    }

    /**
     * The same with another rhythm.
     *
     * @param shipped how often a client is sent prices, unless it asks for something else
     * @return a copy
     */
    public RealTimeSettings withInterval(Duration shipped) {
        return new RealTimeSettings(
                shipped,
                heartbeat,
                patience,
                drainWindow,
                mostSymbols,
                longestMessage,
                messagesASecond,
                connectionsOfUser,
                origins);
    }

    /**
     * The same with other limits.
     *
     * @param symbols how many symbols one client may be subscribed to
     * @param connections how many connections one user may have
     * @return a copy
     */
    public RealTimeSettings withLimits(int symbols, int connections) {
        return new RealTimeSettings(
                interval,
                heartbeat,
                patience,
                drainWindow,
                symbols,
                longestMessage,
                messagesASecond,
                connections,
                origins);
    }

    /**
     * The same for other web sites.
     *
     * @param sites which may connect besides the node's own
     * @return a copy
     */
    public RealTimeSettings withOrigins(Set<String> sites) {
        return new RealTimeSettings(
                interval,
                heartbeat,
                patience,
                drainWindow,
                mostSymbols,
                longestMessage,
                messagesASecond,
                connectionsOfUser,
                sites);
    }
}
