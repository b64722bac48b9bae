package io.tradecache.launcher.architecture.broken.caffeine;

final class CaffeineThings {}
