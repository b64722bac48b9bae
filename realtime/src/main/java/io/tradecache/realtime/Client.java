package io.tradecache.realtime;

import io.tradecache.core.port.Telemetry;
import java.nio.charset.StandardCharsets;

/** A client that may speak: its session, and how much it says. Thread-safe as far as its connection needs. */
final class Client {

    private static final int MOST_BYTES_OF_CHAR = 3;

    private final Session session;
    private final Throttle throttle;
    private final Commands commands;
    private final int longestMessage;
    private final Telemetry telemetry;

    /**
     * Listens to a session's other end.
     *
     * @param longestMessage in bytes
     */
    Client(Session session, Throttle throttle, Commands commands, int longestMessage, Telemetry telemetry) {
        this.session = session;
        this.throttle = throttle;
        this.commands = commands;
        this.longestMessage = longestMessage;
        this.telemetry = telemetry;
    }

    Session session() {
        return session;
    }

    /** One message came; the next one comes after this has returned. */
    void heard(String text) {
        heard(isTooLong(text), () -> commands.heard(session, text));
    }

    /** One message came that is no text. */
    void heardBinary(int length) {
        heard(length > longestMessage, () -> commands.refuse(session, "malformed_json", "A message is a text"));
    }

    private void heard(boolean tooLong, Runnable heed) {
        String transport = session.peer().transport();
        if (tooLong) {
            telemetry.clientMessage(transport, "refused");
            commands.sendAway(session, longestMessage);
            return;
        }
        Throttle.Verdict verdict = throttle.next();
        telemetry.clientMessage(transport, verdict == Throttle.Verdict.HEED ? "received" : "refused");
        switch (verdict) {
            case HEED -> heed.run();
            case REFUSE -> commands.refuse(session, "rate_limited", "Too many messages in a second");
            case HANG_UP -> {
                session.hangUp(CloseCode.FLOOD, "flood");
            }
            case IGNORE -> {
                // It was told with the first one too many.
            }
        }
    }

    /** Encoded only where it could be too long. */
    private boolean isTooLong(String text) {
        return text.length() > longestMessage / MOST_BYTES_OF_CHAR
                && text.getBytes(StandardCharsets.UTF_8).length > longestMessage;
    }

    /** The connection is closed, by the client if it is not known to be otherwise. */
    void gone(int code) {
        session.gone(code);
    }
}
