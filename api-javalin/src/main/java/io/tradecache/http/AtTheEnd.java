package io.tradecache.http;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;

/** What is to be done once when a request is over, however that comes about. */
final class AtTheEnd {

    private AtTheEnd() {}

    /** Hands a request on. */
    interface Handling {
        boolean handle(Callback callback) throws Exception;
    }

    /**
     * Hands a request on, and does something when it was answered, has failed, or was not taken.
     *
     * @param callback of the request
     * @param end is run once
     * @param handling is given the callback to call at the end
     * @return whether the request was taken
     * @throws Exception what the handling throws
     */
    static boolean run(Callback callback, Runnable end, Handling handling) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Runnable once = () -> {
            if (over.compareAndSet(false, true)) {
                end.run();
            }
        };
        try {
            boolean handled = handling.handle(Callback.from(callback, once));
            if (!handled) {
                once.run();
            }
            return handled;
        } catch (Exception | Error e) {
            once.run();
            throw e;
        }
    }
}
