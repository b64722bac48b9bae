package io.tradecache.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a node and its Redis, and can swallow what passes without closing anything, as a network does that fails
 * silently, or break every connection at once. Thread-safe.
 */
final class Relay implements AutoCloseable {

    private final ServerSocket server;
    private final URI target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean toTarget = true;
    private volatile boolean fromTarget = true;

    Relay(URI target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** The address of the target, with the relay in its place. */
    URI uri() {
        return URI.create(target.toString()
                .replace(target.getHost() + ":" + target.getPort(), "127.0.0.1:" + server.getLocalPort()));
    }

    /** Swallows everything, both ways, also of new connections. */
    void swallow() {
        toTarget = false;
        fromTarget = false;
    }

    /** Lets requests through and swallows the answers: a connection that is half open. */
    void swallowAnswers() {
        fromTarget = false;
    }

    /** Lets everything through again; what was swallowed is gone, so the connections of that time are broken. */
    void heal() {
        breakAll();
        toTarget = true;
        fromTarget = true;
    }

    /** Resets every connection. */
    void breakAll() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // Closed already.
            }
        }
        sockets.clear();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        breakAll();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket redis = new Socket(target.getHost(), target.getPort());
                client.setTcpNoDelay(true);
                redis.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(redis);
                start(() -> pass(client, redis, true));
                start(() -> pass(redis, client, false));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (request ? toTarget : fromTarget) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One side has gone, and the other follows.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
