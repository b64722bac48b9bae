package io.tradecache.launcher.architecture.broken.http.common;

/** R6: a drawer. */
final class Odds {}
