package io.tradecache.core.port;

import io.tradecache.core.model.cache.Family;
import java.time.Duration;

/**
 * What is counted. No argument ever names a user, an object or a symbol, so labels stay few. No method throws.
 * Thread-safe.
 */
public interface Telemetry {

    /** Counts nothing. */
    Telemetry NONE = new Telemetry() {};

    /**
     * A load was spared, because another one of this node was joined or waited for.
     *
     * @param family of the key
     */
    default void coalesced(Family family) {}

    /**
     * What was loaded could not be stored, since the key was invalidated meanwhile.
     *
     * @param family of the key
     */
    default void fillRefused(Family family) {}

    /**
     * A value was served although it is older than wanted, because its source failed.
     *
     * @param family of the key
     */
    default void staleServed(Family family) {}

    /**
     * A price that a source stated did not become the newest one.
     *
     * @param reason why, one of a few words, for example {@code quarantined}
     */
    default void priceRefused(String reason) {}

    /**
     * An event of an invalidation was published by this node, or heard.
     *
     * @param direction {@code sent} or {@code received}
     * @param type the type of the event, which another program may have chosen
     */
    default void invalidationEvent(String direction, String type) {}

    /** Events of the bus may have been missed, so the near cache was emptied. */
    default void busLost() {}

    /**
     * How long it took until an event, or the beat of the bus itself, was heard.
     *
     * @param lag from publishing to hearing
     */
    default void busLag(Duration lag) {}

    /**
     * How old the oldest change was that a reading of the change log gave.
     *
     * @param lag zero when there was nothing new
     */
    default void changeLogLag(Duration lag) {}

    /**
     * How many committed changes the shared cache is known not to have been told of yet.
     *
     * @param changes zero when it is up to date
     */
    default void invalidationsPending(int changes) {}

    /**
     * The cache began, or ceased, to be left alone because it did not answer.
     *
     * @param open whether it is left alone now
     */
    default void breaker(boolean open) {}

    /**
     * A price feed was asked for prices.
     *
     * @param answered whether it gave a usable answer
     */
    default void feedRequested(boolean answered) {}

    /**
     * How old the oldest of the prices is that are kept fresh.
     *
     * @param age since its source stated it; zero when none is kept
     */
    default void priceAge(Duration age) {}

    /**
     * A client that is sent live prices came or went.
     *
     * @param transport how it is connected, one of a few words, for example {@code websocket}
     * @param connected whether it came
     */
    default void clientConnected(String transport, boolean connected) {}

    /**
     * A message was sent to, or came from, a client that is sent live prices.
     *
     * @param transport how it is connected
     * @param result {@code sent} and {@code lost}, {@code received} and {@code refused}
     */
    default void clientMessage(String transport, String result) {}

    /**
     * A client that is sent live prices was hung up on.
     *
     * @param transport how it was connected
     * @param reason why, one of a few words, for example {@code slow}
     */
    default void clientDropped(String transport, String reason) {}

    /**
     * A client that is sent live prices was closed, by whichever side.
     *
     * @param transport how it was connected
     * @param code the close code of WebSocket, 1006 where there was none
     */
    default void clientClosed(String transport, int code) {}

    /**
     * A client that wanted live prices was not let in.
     *
     * @param reason why, one of a few words, for example {@code origin}
     */
    default void clientRejected(String reason) {}

    /**
     * Prices were sent to a client in one message.
     *
     * @param transport how it is connected
     * @param prices how many
     * @param conflated how many changes of the same symbols were passed over, since newer ones came before they were sent
     */
    default void pricesSent(String transport, int prices, long conflated) {}

    /**
     * So much was handed to the connection of a client that is sent live prices.
     *
     * @param transport how it is connected
     * @param bytes the length of a message
     */
    default void bytesSent(String transport, int bytes) {}

    /**
     * How many symbols are listened to, and how often in all.
     *
     * @param symbols the symbols that anybody listens to
     * @param subscriptions the sum of the clients' symbols
     */
    default void clientSubscriptions(int symbols, int subscriptions) {}

    /**
     * The clients whose turn it was were sent their prices.
     *
     * @param lag how much later than it should have been
     * @param took how long that took for all of one turn
     */
    default void fannedOut(Duration lag, Duration took) {}

    /**
     * The intervals of all clients were made longer or shorter, since there is too much to do or not any more.
     *
     * @param factor how many times longer they are than was asked for; 1 is the usual
     */
    default void fanOutStretched(int factor) {}

    /**
     * A read was answered from a cache. Each read counts as one hit or one miss.
     *
     * @param family of the key
     */
    default void hit(Family family) {}

    /**
     * A read was answered by its source.
     *
     * @param family of the key
     */
    default void miss(Family family) {}

    /**
     * The cache could not do what it was asked to.
     *
     * @param operation what it was asked to do, for example {@code find}
     * @param family of the key
     */
    default void cacheError(String operation, Family family) {}

    /**
     * The cache did what it was asked to, or failed to, after some time.
     *
     * @param operation what it was asked to do, for example {@code find}
     * @param took how long it took
     */
    default void cacheCall(String operation, Duration took) {}

    /**
     * A change made the cache forget.
     *
     * @param operation the change's label, for example {@code create_portfolio}
     * @param told whether the cache could be told
     */
    default void invalidated(String operation, boolean told) {}

    /**
     * Entries were brought into the cache before anybody asked for them.
     *
     * @param job what for, one of a few words, for example {@code admin}
     * @param entries how many, those that were there already included
     */
    default void warmed(String job, int entries) {}

    /**
     * A write came too late.
     *
     * @param entity {@code portfolio}, {@code holding}, {@code watchlist} or {@code item}
     */
    default void versionConflict(String entity) {}
}
