/** Live prices of a tradecache server for programs on the JVM. It requires nothing but the JDK. */
@org.jspecify.annotations.NullMarked
module io.tradecache.client {
    requires java.net.http;
    requires static org.jspecify;

    exports io.tradecache.client;
}
