package io.vectrail.edge.provider.upstream;

import io.undertow.util.DateUtils;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Retry-After: seconds, or a date in one of HTTP's three forms (RFC 9110, 10.2.3 and 5.6.7). Pure. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /**
     * How long to wait.
     *
     * @param value the header's, or null where there is none
     * @return never negative; null when it does not say
     */
    static @Nullable Duration read(@Nullable String value, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Date date = DateUtils.parseDate(text);
        if (date == null) {
            return null;
        }
        Duration until = Duration.between(now, date.toInstant());
        return until.isNegative() ? Duration.ZERO : until;
    }
}
