package io.tradecache.launcher.architecture.broken.testkit;

final class Contracts {}
