package io.tradecache.http;

import io.tradecache.core.model.access.ApiKeyId;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.port.ApiKeys;

/** API keys, which hold until they are revoked. Thread-safe. */
final class ApiKeyCredentials implements Credentials {

    private final ApiKeys keys;

    ApiKeyCredentials(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Grant verify(String token) {
        return PresentedKey.parse(token)
                .flatMap(presented -> keys.find(presented.id())
                        .flatMap(key -> key.open(presented.secret()))
                        .map(principal -> new Grant(principal, presented.id(), null)))
                .orElseThrow(() -> new RefusedCredentialsException("The API key is unknown or revoked"));
    }

    @Override
    public boolean stillHolds(Grant grant) {
        ApiKeyId id = grant.key();
        return id != null
                && keys.find(id).filter(key -> key.revokedAt() == null).isPresent();
    }
}
