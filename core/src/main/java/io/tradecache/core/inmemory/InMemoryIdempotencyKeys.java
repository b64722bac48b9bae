package io.tradecache.core.inmemory;

import io.tradecache.core.model.IdempotencyKey;
import io.tradecache.core.port.IdempotencyKeys;
import io.tradecache.core.port.PortException;
import java.time.Instant;

/** Keeps answers in memory. One transaction runs at a time, so whoever claims a key has waited already. Thread-safe. */
final class InMemoryIdempotencyKeys implements IdempotencyKeys {

    private final InMemoryDatabase database;

    InMemoryIdempotencyKeys(InMemoryDatabase database) {
        this.database = database;
    }

    /** An answer. */
    record Kept(String request, String reply, Instant at) {}

    @Override
    public Claim claim(IdempotencyKey key) {
        return database.read(tables -> {
            Kept kept = tables.answers.get(key);
            return kept == null ? new Claim.Unused() : new Claim.Answered(kept.request(), kept.reply());
        });
    }

    @Override
    public void keep(IdempotencyKey key, String request, String reply, Instant at) {
        database.write(tables -> {
            if (tables.answers.putIfAbsent(key, new Kept(request, reply, at)) != null) {
                throw new PortException.Corrupt("database", "key in use", new IllegalStateException("not claimed"));
            }
            return key;
        });
    }

    @Override
    public long forget(Instant before) {
        return database.write(tables -> {
            int kept = tables.answers.size();
            tables.answers.values().removeIf(answer -> answer.at().isBefore(before));
            return (long) (kept - tables.answers.size());
        });
    }
}
