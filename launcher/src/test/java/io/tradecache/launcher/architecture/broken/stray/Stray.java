package io.tradecache.launcher.architecture.broken.stray;

/** R1: in no layer. */
final class Stray {}
