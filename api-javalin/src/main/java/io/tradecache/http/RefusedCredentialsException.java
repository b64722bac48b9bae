package io.tradecache.http;

/** What somebody presented proves nothing. Its message may be shown to them, and repeats nothing of it. */
final class RefusedCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean guess;

    RefusedCredentialsException(String why) {
        this(why, true);
    }

    private RefusedCredentialsException(String why, boolean guess) {
        super(why, null, false, false);
        this.guess = guess;
    }

    /** It no longer proves anything, but did once, so that nobody has made it up. */
    static RefusedCredentialsException lapsed(String why) {
        return new RefusedCredentialsException(why, false);
    }

    /** Whether it may have been made up. */
    boolean isGuess() {
        return guess;
    }
}
