package io.tradecache.core.port;

import java.time.Instant;

/**
 * Trouble behind a port that is nobody's mistake: the database, the feed, or data that cannot be read. Expected answers,
 * such as "not found", are results and never this.
 */
public abstract sealed class PortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PortException(String what, String subject, Throwable cause) {
        super(what + ": " + subject, cause);
    }

    /** The other side cannot be reached or is too busy. Trying again later may help. */
    public static sealed class Unavailable extends PortException permits UsedUp {
        private static final long serialVersionUID = 1L;

        private final String who;

        /**
         * Names who could not be reached, and for what.
         *
         * @param who the other side, for example {@code database}
         * @param subject what was asked of it
         * @param cause what went wrong
         */
        public Unavailable(String who, String subject, Throwable cause) {
            super(who + " unavailable", subject, cause);
            this.who = who;
        }

        /**
         * Who could not be reached.
         *
         * @return for example {@code database}
         */
        public String who() {
            return who;
        }
    }

    /**
     * The other side was not asked, since all that it allows is used up for now. How it does is not known from this; it is to
     * be asked again, and not before it allows that. One that refused is no such case, however long it wants to be left alone.
     */
    public static final class UsedUp extends Unavailable {
        private static final long serialVersionUID = 1L;

        private final Instant again;

        /**
         * Names who is not asked any more, and until when.
         *
         * @param who the other side, for example {@code finnhub}
         * @param subject what was asked of it
         * @param cause what was used up
         * @param again when there is room again
         */
        public UsedUp(String who, String subject, Throwable cause, Instant again) {
            super(who, subject, cause);
            this.again = again;
        }

        /**
         * When the other side may be asked again.
         *
         * @return the moment from which on it allows what was asked
         */
        public Instant again() {
            return again;
        }
    }

    /** Another transaction got in the way. Doing the whole work again will help. */
    public static final class Conflict extends PortException {
        private static final long serialVersionUID = 1L;

        /**
         * Names where the conflict arose.
         *
         * @param who the other side, for example {@code database}
         * @param subject what was asked of it
         * @param cause what went wrong
         */
        public Conflict(String who, String subject, Throwable cause) {
            super(who + " refused because of a concurrent change", subject, cause);
        }
    }

    /** What came back cannot be understood, or the request could never have worked. Trying again will not help. */
    public static final class Corrupt extends PortException {
        private static final long serialVersionUID = 1L;

        /**
         * Names what could not be understood.
         *
         * @param who the other side, for example {@code database}
         * @param subject what was asked of it
         * @param cause what went wrong
         */
        public Corrupt(String who, String subject, Throwable cause) {
            super(who + " gave no usable answer", subject, cause);
        }
    }
}
