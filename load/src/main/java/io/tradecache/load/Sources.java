package io.tradecache.load;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.SocketChannel;

/** Where connections come from: one address has some 28,000 ports only, but this machine has many addresses. Stateless. */
final class Sources {

    private static final int CLIENTS_EACH = 5_000;
    private static final int ADDRESSES_EACH = 250;

    private Sources() {}

    /** Chooses the address of a client by its number, where the server is on this machine. */
    static void bind(SocketChannel channel, int number, InetSocketAddress server) throws IOException {
        int block = number / CLIENTS_EACH;
        if (block == 0 || !(server.getAddress() instanceof Inet4Address address) || !address.isLoopbackAddress()) {
            return;
        }
        byte[] source = {127, 0, (byte) (1 + block / ADDRESSES_EACH), (byte) (1 + block % ADDRESSES_EACH)};
        try {
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
        } catch (SocketException e) {
            // Not every system has more than one: then the ports have to do.
        }
    }
}
