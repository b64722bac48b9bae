package io.tradecache.feed;

import io.tradecache.core.port.PortException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The one place where what goes wrong with a provider becomes an exception of the port. Its messages name the provider, what
 * was asked, and what came back; never a key, not even when the provider repeats it. Immutable and thread-safe.
 */
final class ProviderFailures {

    private static final int LONGEST_MESSAGE = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final String provider;
    private final List<String> secrets;

    /**
     * Failures of one provider.
     *
     * @param secrets what no message may show
     */
    ProviderFailures(String provider, List<String> secrets) {
        this.provider = provider;
        this.secrets = List.copyOf(secrets);
    }

    /** Nothing came back, or not in time. */
    PortException unreachable(String subject, Throwable cause) {
        return new PortException.Unavailable(provider, subject + ": " + masked(String.valueOf(cause)), cause);
    }

    /** No call was made, since it would be one too many. */
    PortException spent(String subject, Instant again) {
        String reason = "the calls that are allowed are used up; come again at " + again;
        return new PortException.UsedUp(provider, subject + ": " + reason, new IOException(reason), again);
    }

    /** No call was made, since the provider refused one before and is not to be asked again so soon. */
    PortException stillRefused(String subject, Instant again) {
        String reason = "it refused to be asked; come again at " + again;
        return new PortException.Unavailable(provider, subject + ": " + reason, new IOException(reason));
    }

    /** The provider would not do it. */
    PortException refused(String subject, Reply reply) {
        int status = reply.status();
        String reason = "HTTP " + status + explained(reply);
        String text = subject + ": " + reason;
        IOException cause = new IOException(reason);
        return status == TOO_MANY || status == TIMEOUT || status >= SERVER_ERROR
                ? new PortException.Unavailable(provider, text, cause)
                : new PortException.Corrupt(provider, text, cause);
    }

    /** What came back is not what was asked for. */
    PortException unreadable(String subject, String what) {
        return new PortException.Corrupt(provider, subject + ": " + masked(what), new IOException(masked(what)));
    }

    /** What a provider said, short enough for a log and without secrets. */
    String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        String printable = masked.replaceAll("\\p{Cntrl}+", " ").strip();
        return printable.length() <= LONGEST_MESSAGE ? printable : printable.substring(0, LONGEST_MESSAGE) + "…";
    }

    private String explained(Reply reply) {
        String said = reply.message().isEmpty() ? "" : ", " + masked(reply.message());
        String advice = reply.status() == UNAUTHORIZED ? "; check the key" : "";
        return said
                + advice
                + reply.again().map(again -> "; come again at " + again).orElse("");
    }
}
