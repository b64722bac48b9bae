package io.tradecache.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An embedded server cannot be had; each kind says what to do about it. Immutable. */
public abstract sealed class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private EmbeddedServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Another living process, or another owner in this JVM, holds the data directory. Immutable. */
    public static final class DataDirectoryInUse extends EmbeddedServerException {
        private static final long serialVersionUID = 1L;

        DataDirectoryInUse(Path directory, String holder) {
            super(
                    "The data directory " + directory + " is in use by " + holder
                            + ": stop it first, or choose another with --data-dir",
                    null);
        }
    }

    /** The data directory was written by another major version of PostgreSQL. Immutable. */
    public static final class WrongVersion extends EmbeddedServerException {
        private static final long serialVersionUID = 1L;

        WrongVersion(Path directory, String found, String expected) {
            super(
                    directory + " was written by PostgreSQL " + found + ", but the embedded one is " + expected
                            + ": dump it with the old release and load it into a new --data-dir, or give --database-url",
                    null);
        }
    }

    /** A shared library that the server needs is not installed. Immutable. */
    public static final class MissingLibrary extends EmbeddedServerException {
        private static final long serialVersionUID = 1L;
        private final String library;

        MissingLibrary(String server, String library) {
            super(
                    "The embedded " + server + " needs the system library " + library
                            + ", which is not installed: install it, or use a server of your own",
                    null);
            this.library = library;
        }

        /** The file name of the missing library, for example {@code libssl.so.3}. */
        public String library() {
            return library;
        }
    }

    /** The servers cannot run on this machine or for this user at all. Immutable. */
    public static final class Unsupported extends EmbeddedServerException {
        private static final long serialVersionUID = 1L;

        Unsupported(String message) {
            super(message, null);
        }
    }

    /** A server did not come up; the message quotes the end of its log. Immutable. */
    public static final class StartFailed extends EmbeddedServerException {
        private static final long serialVersionUID = 1L;

        StartFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
