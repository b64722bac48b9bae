package io.tradecache.launcher.architecture.broken.core;

final class Tradecache {}
