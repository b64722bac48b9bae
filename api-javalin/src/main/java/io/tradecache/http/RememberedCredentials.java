package io.tradecache.http;

import io.tradecache.core.model.access.Grant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a moment who has proved who they are, so that a read from the near cache waits for no database and for no
 * signature. Who was refused is so for a moment, by {@link RecentRefusals}. What is remembered by is a hash, so that a dump
 * of the memory holds no key. Thread-safe.
 */
final class RememberedCredentials implements Credentials {

    /** After this at the latest, a key that was revoked lets nobody in. */
    static final Duration TERM = Duration.ofSeconds(5);

    /** When there are so many, all are forgotten: they are checked once more, and that is all. */
    static final int MOST = 10_000;

    private final Credentials behind;
    private final Clock clock;
    private final RecentRefusals refusals;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    RememberedCredentials(Credentials behind, Clock clock) {
        this.behind = behind;
        this.clock = clock;
        this.refusals = new RecentRefusals(clock);
    }

    private record Remembered(Grant grant, Instant from) {

        /** Also false before it began, since a clock that is set back must not prolong it. */
        boolean holdsAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(from.plus(TERM)) && grant.holdsAt(now);
        }
    }

    @Override
    public Grant verify(String token) {
        String hash = hash(token);
        Instant now = clock.instant();
        Remembered known = remembered.get(hash);
        if (known != null && known.holdsAt(now)) {
            return known.grant;
        }
        try {
            Grant grant = refusals.check(hash, () -> behind.verify(token));
            if (remembered.size() >= MOST) {
                remembered.clear();
            }
            remembered.put(hash, new Remembered(grant, now));
            return grant;
        } catch (RefusedCredentialsException e) {
            throw remembered.remove(hash) == null
                    ? e
                    : RefusedCredentialsException.lapsed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean stillHolds(Grant grant) {
        return behind.stillHolds(grant);
    }

    /** Whether this was accepted before and not refused since, however long ago; it may be forgotten for want of room. */
    boolean hasAccepted(String token) {
        return remembered.containsKey(hash(token));
    }

    /** Whom a token lets in, as far as that is known without a look. */
    Optional<Grant> remembered(String token) {
        Remembered known = remembered.get(hash(token));
        return known != null && known.holdsAt(clock.instant()) ? Optional.of(known.grant) : Optional.empty();
    }

    /** How many are remembered. */
    int size() {
        return remembered.size();
    }

    /** By which a token is known again. */
    static String hash(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
