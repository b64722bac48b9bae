package io.tradecache.launcher.architecture.broken.core.rules.calendar;

final class AlwaysOpen {}
