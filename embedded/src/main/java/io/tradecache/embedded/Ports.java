package io.tradecache.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Free ports of the loopback address. */
final class Ports {

    private static final int UNPRIVILEGED_MIN = 1_024;

    private Ports() {}

    /** The wanted port if it is free, else any free one. 0 wants none. */
    static int free(int wanted) {
        try {
            return wanted >= UNPRIVILEGED_MIN && wanted <= 65_535 ? bound(wanted) : bound(0);
        } catch (IOException taken) {
            try {
                return bound(0);
            } catch (IOException e) {
                throw new UncheckedIOException("no free port on 127.0.0.1", e);
            }
        }
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int bound(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return socket.getLocalPort();
        }
    }
}
