package io.tradecache.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * What a Redis URI says. Nothing that goes wrong here repeats the URI, which may hold a password. Immutable.
 *
 * @param tls whether connections are encrypted
 * @param servers the server, or the sentinels that know where it is
 * @param watched under which name the sentinels know it; null without sentinels
 * @param database which logical database
 * @param user null for the default one
 * @param password null when none is asked for
 */
record RedisAddress(
        boolean tls,
        List<HostAndPort> servers,
        @Nullable String watched,
        int database,
        @Nullable String user,
        @Nullable String password) {

    private static final String SENTINEL = "redis+sentinel";
    private static final int SERVER_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final int HIGHEST_PORT = 65_535;

    static RedisAddress of(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        boolean sentinels = scheme.equals(SENTINEL);
        requireKnown(scheme);
        String authority = uri.getRawAuthority();
        require(authority != null && !hosts(authority).isEmpty(), "name a host");
        List<HostAndPort> servers = servers(hosts(authority), sentinels ? SENTINEL_PORT : SERVER_PORT);
        require(sentinels || servers.size() == 1, "name one host; several are for redis+sentinel://");
        List<String> path = path(uri);
        require(!sentinels || !path.isEmpty(), "end with the name that the sentinels watch: …/mymaster");
        require(path.size() <= (sentinels ? 2 : 1), "have no more in its path than the database");
        String[] credentials = credentials(authority);
        return new RedisAddress(
                scheme.equals("rediss"),
                servers,
                sentinels ? path.get(0) : null,
                path.size() == (sentinels ? 2 : 1) ? number(path.get(path.size() - 1), "the database") : 0,
                credentials[0].isEmpty() ? null : credentials[0],
                credentials[1].isEmpty() ? null : credentials[1]);
    }

    /** A URI as people may see it. */
    static String withoutCredentials(URI uri) {
        return uri.getScheme() + "://" + hosts(String.valueOf(uri.getRawAuthority())) + uri.getRawPath();
    }

    @Override
    public String toString() {
        return "RedisAddress" + servers;
    }

    private static void requireKnown(String scheme) {
        require(
                !scheme.equals("redis+cluster"),
                "not begin with redis+cluster:// yet: Redis Cluster comes later; until then use redis://, rediss:// or "
                        + "redis+sentinel://");
        require(
                scheme.equals("redis") || scheme.equals("rediss") || scheme.equals(SENTINEL),
                "begin with redis://, rediss:// or redis+sentinel://");
    }

    private static String hosts(String authority) {
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static List<HostAndPort> servers(String hosts, int defaultPort) {
        List<HostAndPort> servers = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            int colon = host.lastIndexOf(':');
            boolean hasPort = colon > host.lastIndexOf(']');
            String name = hasPort ? host.substring(0, colon) : host;
            require(!name.isEmpty(), "name a host before each port");
            int port = hasPort ? number(host.substring(colon + 1), "a port") : defaultPort;
            require(port > 0 && port <= HIGHEST_PORT, "give ports from 1 to 65535");
            servers.add(new HostAndPort(name, port));
        }
        return List.copyOf(servers);
    }

    private static List<String> path(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        return List.of(path.split("/")).stream().filter(part -> !part.isEmpty()).toList();
    }

    /** User and password, each empty when missing. */
    private static String[] credentials(String authority) {
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            return new String[] {"", ""};
        }
        int colon = authority.indexOf(':');
        require(colon >= 0 && colon < at, "give credentials as user:password@ or :password@");
        return new String[] {decoded(authority.substring(0, colon)), decoded(authority.substring(colon + 1, at))};
    }

    private static String decoded(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static int number(String text, String what) {
        require(text.matches("\\d{1,9}"), "give " + what + " as a number");
        return Integer.parseInt(text);
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw new IllegalArgumentException("the Redis URI must " + what);
        }
    }
}
