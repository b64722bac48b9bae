package io.tradecache.load;

/** The first bytes of a frame that a server sends. Stateless. */
final class FrameHeader {

    private static final int SHORT = 2;
    private static final int MEDIUM = 4;
    private static final int LONG = 10;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;

    private FrameHeader() {}

    /** How many bytes it has, or 0 when they have not all come. */
    static int length(byte[] bytes, int at, int to) {
        if (to - at < SHORT) {
            return 0;
        }
        int length = header(bytes[at + 1] & 0x7f);
        return to - at < length ? 0 : length;
    }

    static int opcode(byte[] bytes, int at) {
        return bytes[at] & 0xf;
    }

    /** How many bytes follow the header. */
    static long payload(byte[] bytes, int at) {
        int size = bytes[at + 1] & 0x7f;
        int header = header(size);
        if (header == SHORT) {
            return size;
        }
        long length = 0;
        for (int place = at + SHORT; place < at + header; place++) {
            length = (length << Byte.SIZE) | (bytes[place] & 0xff);
        }
        // A server that claims more than there can be sends no frame that anybody could read.
        return length < 0 ? Integer.MAX_VALUE : length;
    }

    private static int header(int size) {
        return size == TWO_BYTES_FOLLOW ? MEDIUM : size == EIGHT_BYTES_FOLLOW ? LONG : SHORT;
    }

    /** The code in the payload of a frame that closes. */
    static int closeCode(byte[] bytes, int from, int to) {
        return to - from < 2 ? LoadReport.WITHOUT_CODE : ((bytes[from] & 0xff) << Byte.SIZE) | (bytes[from + 1] & 0xff);
    }
}
