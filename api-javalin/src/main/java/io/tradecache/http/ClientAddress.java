package io.tradecache.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By what the requests of one address are counted together. Stateless. */
final class ClientAddress {

    /** In brackets or not, with a zone or not; a name has no colon, and is never looked up. */
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-fA-F.]*:[0-9a-fA-F:.]*)(?:%[^\\]]*)?]?");

    /** Whoever has one address of IPv6 has at least all that begin with the same 64 bits. */
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * What is counted for an address.
     *
     * @param address as the web server names it
     * @return of an IPv6 address the 64 bits of its network, and others, those of IPv4 in the form of IPv6 among them, as
     *     they are
     */
    static String counted(String address) {
        Matcher matcher = IPV6.matcher(address);
        if (!matcher.matches()) {
            return address;
        }
        try {
            return InetAddress.getByName(matcher.group(1)) instanceof Inet6Address parsed
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES) + "/64"
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
