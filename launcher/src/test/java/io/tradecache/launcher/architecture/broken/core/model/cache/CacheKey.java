package io.tradecache.launcher.architecture.broken.core.model.cache;

public record CacheKey(String text) {}
