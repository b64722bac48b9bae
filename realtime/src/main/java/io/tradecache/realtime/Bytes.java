package io.tradecache.realtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A message that is put together of parts which are UTF-8 already. Not thread-safe. */
final class Bytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    Bytes text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Bytes json(byte[] json) {
        bytes.writeBytes(json);
        return this;
    }

    /** A JSON object with one more field in front, whose name and value need no escaping. */
    Bytes object(String field, String value, byte[] json) {
        text("{\"" + field + "\":\"" + value + "\",");
        bytes.write(json, 1, json.length - 1);
        return this;
    }

    byte[] done() {
        return bytes.toByteArray();
    }
}
