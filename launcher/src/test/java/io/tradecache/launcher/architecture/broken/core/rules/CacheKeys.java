package io.tradecache.launcher.architecture.broken.core.rules;

final class CacheKeys {}
