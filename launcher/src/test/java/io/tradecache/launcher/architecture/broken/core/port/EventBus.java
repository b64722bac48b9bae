package io.tradecache.launcher.architecture.broken.core.port;

/** R12: its implementation has no contract test. */
public interface EventBus {}
