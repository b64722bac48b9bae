package io.tradecache.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A server that the test plays. Not thread-safe. */
final class InMemoryConnector implements Connector {

    final List<Attempt> attempts = new ArrayList<>();

    @Override
    public void connect(URI address, Credential credential, Receiver receiver) {
        attempts.add(new Attempt(credential.addTo(address), credential, receiver));
    }

    Attempt last() {
        return attempts.get(attempts.size() - 1);
    }

    /** One connection, as the server sees it. */
    static final class Attempt implements Connection {

        final URI address;
        final Credential credential;
        final List<String> heard = new ArrayList<>();
        boolean closed;
        boolean aborted;
        int handled;
        private final Receiver receiver;

        Attempt(URI address, Credential credential, Receiver receiver) {
            this.address = address;
            this.credential = credential;
            this.receiver = receiver;
        }

        Attempt accept() {
            receiver.opened(this);
            return this;
        }

        Attempt say(String frame) {
            receiver.text(frame.replace('\'', '"'), () -> handled++);
            return this;
        }

        void ping() {
            receiver.signOfLife();
        }

        void hangUp(int code) {
            receiver.closed(code, "");
        }

        void fail() {
            receiver.failed(new IllegalStateException("Connection refused"));
        }

        @Override
        public void send(String message) {
            heard.add(message);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void abort() {
            aborted = true;
        }
    }
}
