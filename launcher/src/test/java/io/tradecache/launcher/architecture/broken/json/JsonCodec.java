package io.tradecache.launcher.architecture.broken.json;

final class JsonCodec {}
