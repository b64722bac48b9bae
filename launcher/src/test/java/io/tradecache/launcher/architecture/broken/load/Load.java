package io.tradecache.launcher.architecture.broken.load;

final class Load {}
