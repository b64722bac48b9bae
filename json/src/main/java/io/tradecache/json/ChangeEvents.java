package io.tradecache.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradecache.core.model.change.ChangeEvent;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the channel {@code cache_invalidation}. What is written has every field of {@link ChangeEvent}, and
 * {@code publisher} and {@code seq}, by which a receiver notices that a message is missing. What is read may also be one
 * of the two short shapes that other programs publish, {@code {entity_type, user_id, entity_id, timestamp}} and
 * {@code {type, user_id, portfolio_id, timestamp}}, with the time as unix seconds or as RFC 3339 text. Thread-safe.
 */
public final class ChangeEvents {

    private static final String UPDATE = "_update";
    private static final String PUBLISHER = "publisher";
    private static final String SEQ = "seq";

    private final Codec codec;
    private final ObjectMapper mapper;

    /**
     * Writes and reads events.
     *
     * @param codec what the JSON form is taken from
     */
    public ChangeEvents(Codec codec) {
        this.codec = codec;
        this.mapper = codec.mapper();
    }

    /**
     * Writes an event.
     *
     * @param published the event, and what it is numbered by
     * @return UTF-8
     */
    public byte[] encode(PublishedEvent published) {
        return codec.encode(published);
    }

    /**
     * Reads an event. Where a short shape lacks a field it is derived from the others, or empty.
     *
     * @param json UTF-8
     * @return the event; not numbered when it was published by another program, or an older one
     * @throws MalformedJsonException when it is no event, or one of another format version
     */
    public PublishedEvent decode(byte[] json) {
        JsonNode message = tree(json);
        String publisher = text(message, PUBLISHER);
        long seq = message.path(SEQ).asLong();
        return publisher == null || seq < 1
                ? PublishedEvent.notNumbered(event(message))
                : new PublishedEvent(event(message), publisher, seq);
    }

    private static ChangeEvent event(JsonNode message) {
        int format = message.path("v").asInt(ChangeEvent.FORMAT);
        if (format != ChangeEvent.FORMAT) {
            throw new MalformedJsonException("an event of format " + ChangeEvent.FORMAT + ", not " + format);
        }
        String portfolioId = text(message, "portfolio_id");
        String watchlistId = text(message, "watchlist_id");
        String type = type(message);
        Instant occurredAt = occurredAt(message);
        return new ChangeEvent(
                format,
                orElse(text(message, "event_id"), ""),
                type,
                orElse(text(message, "entity_type"), withoutUpdate(type)),
                required(message, "user_id"),
                orElse(text(message, "entity_id"), orElse(portfolioId, orElse(watchlistId, ""))),
                portfolioId,
                watchlistId,
                keys(message),
                orElse(text(message, "origin"), ""),
                occurredAt.getEpochSecond(),
                occurredAt);
    }

    private JsonNode tree(byte[] json) {
        try {
            JsonNode message = mapper.readTree(json);
            if (message == null || !message.isObject()) {
                throw new MalformedJsonException("an event is a JSON object");
            }
            return message;
        } catch (IOException e) {
            throw new MalformedJsonException("an event is JSON", e);
        }
    }

    private static String type(JsonNode message) {
        String type = text(message, "type");
        return type == null ? required(message, "entity_type") + UPDATE : type;
    }

    private static Instant occurredAt(JsonNode message) {
        String finer = text(message, "occurred_at");
        JsonNode timestamp = message.path("timestamp");
        try {
            if (finer != null) {
                return Instant.parse(finer);
            }
            if (timestamp.isNumber()) {
                return Instant.ofEpochSecond(timestamp.longValue());
            }
            return Instant.parse(required(message, "timestamp"));
        } catch (DateTimeException e) {
            throw new MalformedJsonException("timestamp in unix seconds or RFC 3339", e);
        }
    }

    private static List<String> keys(JsonNode message) {
        List<String> keys = new ArrayList<>();
        message.path("keys").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    private static String withoutUpdate(String type) {
        return type.endsWith(UPDATE) ? type.substring(0, type.length() - UPDATE.length()) : type;
    }

    private static String required(JsonNode message, String field) {
        String text = text(message, field);
        if (text == null) {
            throw new MalformedJsonException("an event with the text " + field);
        }
        return text;
    }

    private static @Nullable String text(JsonNode message, String field) {
        JsonNode value = message.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    private static <T> T orElse(@Nullable T value, T other) {
        return value == null ? other : value;
    }
}
