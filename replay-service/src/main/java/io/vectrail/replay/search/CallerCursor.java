package io.vectrail.replay.search;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place in a list of callers after which the next page starts. All pages are of the time that the first was asked at, since scores decay and
 * not all alike.
 *
 * @param asOf to the millisecond
 * @param score of the last row, then
 * @param subject of the last row
 */
public record CallerCursor(Instant asOf, double score, String subject) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,13})~([0-9]{1,19})~(.+)", Pattern.DOTALL);

    /** What callers see: opaque, and safe in an address. */
    public String encoded() {
        String plain = asOf.toEpochMilli() + "~" + Double.doubleToLongBits(score) + "~" + subject;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when the text is no cursor. */
    public static Optional<CallerCursor> decode(String encoded) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            Matcher form = FORM.matcher(plain);
            return form.matches()
                    ? Optional.of(new CallerCursor(
                            Instant.ofEpochMilli(Long.parseLong(form.group(1))),
                            Double.longBitsToDouble(Long.parseLong(form.group(2))),
                            form.group(3)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
