package io.tradecache.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What clients say, as masked frames. Stateless. */
final class ClientFrame {

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LONG = 126;
    private static final int HEADER = 8;

    private ClientFrame() {}

    static ByteBuffer subscribe(List<String> symbols, @Nullable Integer intervalMillis) {
        String rhythm = intervalMillis == null ? "" : ",\"interval_ms\":" + intervalMillis;
        String text =
                "{\"action\":\"subscribe\",\"symbols\":[\"" + String.join("\",\"", symbols) + "\"]" + rhythm + "}";
        return masked(Opcode.TEXT, text.getBytes(UTF_8));
    }

    static ByteBuffer close(int code) {
        return masked(Opcode.CLOSE, new byte[] {(byte) (code >> Byte.SIZE), (byte) code});
    }

    static ByteBuffer pong(byte[] payload) {
        return masked(Opcode.PONG, payload);
    }

    private static ByteBuffer masked(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length);
        frame.put((byte) (FINAL | opcode));
        if (payload.length < LONG) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LONG)).putShort((short) payload.length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (int place = 0; place < payload.length; place++) {
            frame.put((byte) (payload[place] ^ (mask >> ((3 - place % 4) * Byte.SIZE))));
        }
        return frame.flip();
    }
}
