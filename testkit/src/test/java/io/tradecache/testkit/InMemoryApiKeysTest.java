package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryApiKeys;
import io.tradecache.core.port.ApiKeys;

class InMemoryApiKeysTest implements ApiKeysContract {

    private final ApiKeys keys = new InMemoryApiKeys();

    @Override
    public ApiKeys keys() {
        return keys;
    }
}
