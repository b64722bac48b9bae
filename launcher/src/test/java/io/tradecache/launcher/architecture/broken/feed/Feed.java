package io.tradecache.launcher.architecture.broken.feed;

final class Feed {}
