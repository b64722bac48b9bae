package io.tradecache.json;

/**
 * JSON that cannot be read, or a value that has no JSON form. The message says what was expected and never repeats the
 * content. Immutable.
 */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String expected) {
        super(expected);
    }

    MalformedJsonException(String expected, Throwable cause) {
        super(expected, cause);
    }
}
