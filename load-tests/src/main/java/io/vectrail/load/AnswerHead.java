package io.vectrail.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP answer.
 *
 * @param length bytes of the head itself
 * @param bodyLength bytes that follow it
 * @param toldNanos what its Server-Timing says that the gateway added; -1 when it says nothing
 */
record AnswerHead(int status, int length, int bodyLength, long toldNanos) {

    private static final int MOST_BYTES = 4096;

    /** Null while the head is not whole. */
    static @Nullable AnswerHead of(ByteBuffer received) {
        byte[] bytes = new byte[Math.min(MOST_BYTES, received.remaining())];
        received.get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return null;
        }
        int bodyLength = 0;
        long told = -1;
        for (String line : text.substring(0, end).split("\r\n", -1)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                bodyLength = Integer.parseInt(line.substring(15).strip());
            } else if (line.regionMatches(true, 0, "server-timing: vectrail;dur=", 0, 28)) {
                told = Math.max(0, Math.round(Double.parseDouble(line.substring(28)) * 1e6));
            }
        }
        return new AnswerHead(Integer.parseInt(text.substring(9, 12)), end + 4, bodyLength, told);
    }
}
