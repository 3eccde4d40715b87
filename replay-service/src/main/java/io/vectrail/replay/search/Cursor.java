package io.vectrail.replay.search;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place in a list after which the next page starts: its last row's time and id. New rows do not move it.
 *
 * @param time to the millisecond
 * @param id decides between rows of one time
 */
public record Cursor(Instant time, String id) {

    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,15})~([A-Za-z0-9._:-]{1,128})");

    /** What callers see: opaque, and safe in an address. */
    public String encoded() {
        String plain = time.toEpochMilli() + "~" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when the text is no cursor. */
    public static Optional<Cursor> decode(String encoded) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            Matcher form = FORM.matcher(plain);
            return form.matches()
                    ? Optional.of(new Cursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
