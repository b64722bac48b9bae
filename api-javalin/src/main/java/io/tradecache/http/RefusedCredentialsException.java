package io.tradecache.http;

/** What somebody presented proves nothing. Its message may be shown to them, and repeats nothing of it. */
final class RefusedCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedCredentialsException(String why) {
        super(why, null, false, false);
    }
}
