package io.tradecache.launcher.architecture.broken.embedded;

final class Embedded {}
