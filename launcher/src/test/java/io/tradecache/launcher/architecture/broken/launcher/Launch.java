package io.tradecache.launcher.architecture.broken.launcher;

final class Launch {}
