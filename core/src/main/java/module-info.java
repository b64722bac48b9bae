/**
 * The core of tradecache: model, rules, ports, services and in-memory adapters.
 *
 * <p>It requires nothing but the JDK's base module, which makes "framework-free" a compile error rather than a promise.
 */
@org.jspecify.annotations.NullMarked
module io.tradecache.core {
    requires static org.jspecify;

    exports io.tradecache.core;
    exports io.tradecache.core.model;
    exports io.tradecache.core.model.access;
    exports io.tradecache.core.model.cache;
    exports io.tradecache.core.model.change;
    exports io.tradecache.core.model.market;
    exports io.tradecache.core.model.portfolio;
    exports io.tradecache.core.model.price;
    exports io.tradecache.core.model.watchlist;
    exports io.tradecache.core.rules;
    exports io.tradecache.core.rules.calendar;
    exports io.tradecache.core.port;
    exports io.tradecache.core.service;
    exports io.tradecache.core.inmemory;
}
