package io.tradecache.launcher.architecture.broken.core.service;

/** R7: an interface before a service. */
public interface Serving {}
