package io.tradecache.launcher.architecture.broken.core.port;

/** R7: a port that nothing implements. */
public interface CacheStore {}
