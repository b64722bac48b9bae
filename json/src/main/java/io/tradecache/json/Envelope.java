package io.tradecache.json;

import io.tradecache.core.model.cache.CacheEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a cache keeps under a key: {@code {"v":1,"cached_at":"…","version":7,"data":{…}}}. It is readable JSON; its head
 * is always spelt exactly so, without spaces, so that it can be read without a parser and the data's bytes be handed on
 * as they are. Thread-safe.
 */
public final class Envelope {

    private static final String CACHED_AT = "{\"v\":1,\"cached_at\":\"";
    private static final String VERSION = "\",\"version\":";
    private static final String DATA = ",\"data\":";
    private static final int LONGEST_HEAD = 128;

    private final Codec codec;

    /**
     * Wraps and unwraps values.
     *
     * @param codec writes and reads the values
     */
    public Envelope(Codec codec) {
        this.codec = codec;
    }

    /**
     * Wraps a value. An entry that knows its JSON form is not encoded again.
     *
     * @param entry the value, its version and its time
     * @return UTF-8
     * @throws MalformedJsonException when the value has no JSON form
     */
    public byte[] encode(CacheEntry<?> entry) {
        byte[] data = data(entry);
        String head = CACHED_AT + Rfc3339.text(entry.storedAt()) + VERSION + entry.version() + DATA;
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + data.length + 1);
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(data);
        out.write('}');
        return out.toByteArray();
    }

    /**
     * An entry that knows the JSON form of its value.
     *
     * @param entry the value, its version and its time
     * @param <T> the value's type
     * @return the same with the JSON that {@link #encode} wraps
     * @throws MalformedJsonException when the value has no JSON form
     */
    public <T> CacheEntry<T> withData(CacheEntry<T> entry) {
        return new CacheEntry<>(entry.value(), entry.version(), entry.storedAt(), data(entry));
    }

    /**
     * Unwraps a value.
     *
     * @param json UTF-8
     * @param type the class of the value
     * @param <T> the value's type
     * @return the entry, which carries exactly the data's JSON
     * @throws MalformedJsonException when it is no envelope of this version, or its data is no such value
     */
    public <T> CacheEntry<T> decode(byte[] json, Class<T> type) {
        String head = new String(json, 0, Math.min(json.length, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
        int versionAt = head.indexOf(VERSION);
        int dataAt = head.indexOf(DATA);
        if (!head.startsWith(CACHED_AT) || versionAt < 0 || dataAt < versionAt || json[json.length - 1] != '}') {
            throw new MalformedJsonException("not an envelope of version 1");
        }
        byte[] data = Arrays.copyOfRange(json, dataAt + DATA.length(), json.length - 1);
        try {
            Instant cachedAt = Rfc3339.parse(head.substring(CACHED_AT.length(), versionAt));
            long version = Long.parseLong(head.substring(versionAt + VERSION.length(), dataAt));
            return new CacheEntry<>(codec.decode(data, type), version, cachedAt, data);
        } catch (DateTimeException | NumberFormatException e) {
            throw new MalformedJsonException("not an envelope of version 1", e);
        }
    }

    private byte[] data(CacheEntry<?> entry) {
        return entry.encoded().orElseGet(() -> codec.encode(entry.value()));
    }
}
