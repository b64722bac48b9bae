package io.tradecache.launcher.architecture.broken.core.inmemory;

final class InMemoryThings {}
