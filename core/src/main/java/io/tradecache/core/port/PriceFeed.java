package io.tradecache.core.port;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where prices come from. Thread-safe. */
public interface PriceFeed {

    /**
     * The feed's name, which its quotes carry as their source.
     *
     * @return for example {@code simulated}
     */
    String name();

    /**
     * Fetches the newest quotes, in one call to the provider for up to {@link #batchLimit} symbols.
     *
     * @param symbols at least one, at most {@link #batchLimit}
     * @return the quotes; a symbol that the provider does not know is left out
     * @throws PortException.UsedUp when it was not asked, since the calls that it allows are used up for now
     * @throws PortException when the provider gave no usable answer at all
     */
    Map<Symbol, Quote> fetch(Set<Symbol> symbols);

    /**
     * Opens the provider's stream of prices, if it has one. A provider allows few of them, often one an account, so it
     * is opened on one node only, and is to be closed before another node may open it. It connects again by itself.
     *
     * @param listener hears the prices, on a thread of the stream, one call after another; what it throws is logged
     * @return the stream, which wants no symbol yet; empty when prices can only be fetched
     */
    default Optional<Stream> open(StreamListener listener) {
        return Optional.empty();
    }

    /** A provider's stream of prices. Thread-safe. */
    interface Stream extends AutoCloseable {

        /**
         * Says which symbols are wanted from now on, in the place of those that were.
         *
         * @param symbols all that are wanted
         */
        void want(Set<Symbol> symbols);

        /**
         * Which symbols the stream covers at this moment; all others have to be fetched.
         *
         * @return none while it is not connected; never more than were wanted
         */
        Set<Symbol> covered();

        @Override
        void close();
    }

    /** What a stream of prices tells. */
    @FunctionalInterface
    interface StreamListener {

        /**
         * A price was stated. It may be older than one that was stated before.
         *
         * @param quote the quote; what the stream does not say, such as the previous close, is null
         */
        void stated(Quote quote);

        /**
         * The stream came to be in another state.
         *
         * @param healthy whether prices can be expected now
         * @param reason in words, without secrets
         */
        default void changed(boolean healthy, String reason) {}
    }

    /**
     * How many symbols one call may ask for.
     *
     * @return at least 1
     */
    int batchLimit();
}
