package io.tradecache.launcher.architecture.broken.realtime;

final class Streams {}
