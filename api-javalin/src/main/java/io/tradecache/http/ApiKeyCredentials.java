package io.tradecache.http;

import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.port.ApiKeys;
import java.time.Instant;

/** API keys, which hold until they are revoked. Thread-safe. */
final class ApiKeyCredentials implements Credentials {

    private final ApiKeys keys;

    ApiKeyCredentials(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Verified verify(String token) {
        return PresentedKey.parse(token)
                .flatMap(presented -> keys.find(presented.id()).flatMap(key -> key.open(presented.secret())))
                .map(principal -> new Verified(principal, Instant.MAX))
                .orElseThrow(() -> new RefusedCredentialsException("The API key is unknown or revoked"));
    }
}
