package io.tradecache.core.service;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request cannot be done as things stand, and nothing was changed. It is the caller's business, not
 * trouble: the message is fit for the person who asked.
 */
public abstract sealed class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private RefusedException(String message) {
        super(message);
    }

    /** The object does not exist, or belongs to somebody else: the two cannot be told apart from outside. */
    public static final class NotFound extends RefusedException {
        private static final long serialVersionUID = 1L;

        /**
         * Names what was not found.
         *
         * @param noun what kind of object, for example {@code portfolio}
         * @param id its id
         */
        public NotFound(String noun, Object id) {
            super("There is no " + noun + " " + id);
        }
    }

    /** Somebody else changed the object first. */
    public static final class VersionConflict extends RefusedException {
        private static final long serialVersionUID = 1L;

        private final transient Object current;
        private final @Nullable Long expectedVersion;

        /**
         * Shows what the object is now.
         *
         * @param noun what kind of object, for example {@code holding}
         * @param current the object as it is now
         * @param expectedVersion the version that the refused change was made from; null where it named none
         */
        public VersionConflict(String noun, Object current, @Nullable Long expectedVersion) {
            super(Character.toUpperCase(noun.charAt(0)) + noun.substring(1) + " was modified by another process");
            this.current = current;
            this.expectedVersion = expectedVersion;
        }

        /**
         * The object as it is now.
         *
         * @return a portfolio, holding, watchlist or item
         */
        public Object current() {
            return current;
        }

        /**
         * The version that the refused change was made from.
         *
         * @return at least 1; empty where it named none
         */
        public OptionalLong expectedVersion() {
            return expectedVersion == null ? OptionalLong.empty() : OptionalLong.of(expectedVersion);
        }
    }

    /** The symbol is already in that portfolio or watchlist, or its place cannot be shared. */
    public static final class Duplicate extends RefusedException {
        private static final long serialVersionUID = 1L;

        private final transient Object existing;

        /**
         * Shows what is there.
         *
         * @param message what stands in the way of what
         * @param existing the holding or item that is there
         */
        public Duplicate(String message, Object existing) {
            super(message);
            this.existing = existing;
        }

        /**
         * What is there.
         *
         * @return a holding or item
         */
        public Object existing() {
            return existing;
        }
    }

    /** The user has as many of these as are allowed. */
    public static final class LimitReached extends RefusedException {
        private static final long serialVersionUID = 1L;

        /**
         * Names the limit.
         *
         * @param nouns what is limited, for example {@code portfolios}
         * @param limit how many are allowed
         */
        public LimitReached(String nouns, int limit) {
            super("No more than " + limit + " " + nouns + " are allowed for one user");
        }
    }

    /** A request with this key was done already. */
    public static final class AlreadyDone extends RefusedException {
        private static final long serialVersionUID = 1L;

        private final String reply;

        /**
         * Carries the answer.
         *
         * @param reply what was answered
         */
        public AlreadyDone(String reply) {
            super("The request with this key was done already");
            this.reply = reply;
        }

        /**
         * What was answered.
         *
         * @return as {@link Once#reply} made it
         */
        public String reply() {
            return reply;
        }
    }

    /** Another request was done with this key. */
    public static final class KeyReused extends RefusedException {
        private static final long serialVersionUID = 1L;

        /** Names the mistake. */
        public KeyReused() {
            super("Another request was made with this Idempotency-Key; a new request needs a new key");
        }
    }

    /** A request with this key is being done, and takes its time. */
    public static final class StillRunning extends RefusedException {
        private static final long serialVersionUID = 1L;

        /** Names the reason. */
        public StillRunning() {
            super("The request with this Idempotency-Key is still being done; ask again for its answer");
        }
    }

    /** A price is needed and none is to be had. */
    public static final class PriceUnavailable extends RefusedException {
        private static final long serialVersionUID = 1L;

        /**
         * Names what has no price.
         *
         * @param symbol the symbol
         */
        public PriceUnavailable(Object symbol) {
            super("No price of " + symbol + " is available");
        }
    }
}
