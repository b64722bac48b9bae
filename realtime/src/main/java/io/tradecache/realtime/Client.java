package io.tradecache.realtime;

import io.tradecache.core.port.Telemetry;

/** A client that may speak: its session, and how much it says. Thread-safe as far as its connection needs. */
final class Client {

    private final Session session;
    private final Throttle throttle;
    private final Commands commands;
    private final Telemetry telemetry;

    Client(Session session, Throttle throttle, Commands commands, Telemetry telemetry) {
        this.session = session;
        this.throttle = throttle;
        this.commands = commands;
        this.telemetry = telemetry;
    }

    Session session() {
        return session;
    }

    /** One message came; the next one comes after this has returned. */
    void heard(String text) {
        heard(() -> commands.heard(session, text));
    }

    /** One message came that is no text. */
    void heardBinary() {
        heard(() -> commands.refuse(session, "malformed_json", "A message is a text"));
    }

    private void heard(Runnable heed) {
        String transport = session.peer().transport();
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

    /** The connection is closed, by the client if it is not known to be otherwise. */
    void gone(int code) {
        session.gone(code);
    }
}
