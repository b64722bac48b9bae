package io.tradecache.launcher.architecture.broken.client;

final class Stream {}
