package io.vectrail.edge.provider;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body, in which a credential is looked for. Each byte counts as a character: credentials are ASCII, and the platform
 * searches strings many bytes at once.
 */
final class Echo {

    private final String text;
    private final @Nullable StringBuilder unescaped;

    /** @param unescaped not a string of its own: of a large body that would be one copy more than there is room for */
    private Echo(String text, @Nullable StringBuilder unescaped) {
        this.text = text;
        this.unescaped = unescaped;
    }

    /**
     * A body as it stands and, where it has backslashes, with each JSON escape of an ASCII character replaced by that character:
     * writers escape what they like, and what is no JSON has backslashes of its own.
     */
    static Echo of(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int first = text.indexOf('\\');
        return new Echo(text, first < 0 ? null : unescaped(text, first));
    }

    /** Whether it stands anywhere in it. */
    boolean holds(String secret) {
        return text.contains(secret) || (unescaped != null && unescaped.indexOf(secret) >= 0);
    }

    private static StringBuilder unescaped(String json, int first) {
        StringBuilder plain = new StringBuilder(json.length()).append(json, 0, first);
        for (int at = first; at < json.length(); at++) {
            if (json.charAt(at) == '\\' && at + 1 < json.length()) {
                at++;
                boolean byNumber = json.charAt(at) == 'u';
                int character = byNumber ? hexadecimal(json, at + 1) : json.charAt(at);
                at += byNumber && character >= 0 ? 4 : 0;
                plain.append(character < 0 ? '?' : (char) character);
            } else {
                plain.append(json.charAt(at));
            }
        }
        return plain;
    }

    /** The ASCII character that four hexadecimal digits stand for, or -1. */
    private static int hexadecimal(String json, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < json.length() ? Character.digit(json.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = 16 * value + digit;
        }
        return value < 0x80 ? value : -1;
    }
}
