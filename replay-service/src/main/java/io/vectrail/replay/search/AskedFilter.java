package io.vectrail.replay.search;

import io.vectrail.replay.search.text.QueryReader;
import io.vectrail.replay.search.text.ReadQuery;
import io.vectrail.replay.search.text.TextQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A filter as it is written: a value for each parameter that it has. */
public final class AskedFilter {

    /** What its texts must be like; who may not read those may not ask for it. */
    public static final String TEXT = "q";

    private static final String MIN_RISK = "minRisk";
    private static final String FROM = "from";
    private static final String TO = "to";

    /** Every parameter that a filter may have. */
    public static final Set<String> PARAMETERS = parameters();

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private AskedFilter() {}

    private static Set<String> parameters() {
        Set<String> all = new HashSet<>(Set.of(TEXT, MIN_RISK, FROM, TO));
        for (ExchangeField field : ExchangeField.values()) {
            all.add(field.parameter());
        }
        return Set.copyOf(all);
    }

    /**
     * What it means.
     *
     * @param written by parameter; others than these do not count, nor do empty ones
     * @throws IllegalArgumentException when a value cannot be read, with what to write instead
     */
    public static ExchangeFilter of(Map<String, String> written) {
        ExchangeFilter filter = ExchangeFilter.ANY
                .matching(text(value(written, TEXT)))
                .scored(minRisk(value(written, MIN_RISK)))
                .between(time(FROM, value(written, FROM)), time(TO, value(written, TO)));
        for (ExchangeField field : ExchangeField.values()) {
            filter = filter.with(field, value(written, field.parameter()));
        }
        checkRange(filter.from(), filter.to());
        return filter;
    }

    /**
     * A time of a parameter.
     *
     * @param written null: none
     * @throws IllegalArgumentException when it is none, with how to write one
     */
    public static @Nullable Instant time(String name, @Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(written).toInstant();
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
                throw new IllegalArgumentException(name + " is not between 1970 and 2200");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is not a time; write it like 2026-01-31T09:30:00.000Z", e);
        }
    }

    /** @throws IllegalArgumentException when a time range has nothing in it */
    public static void checkRange(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("from must lie before to");
        }
    }

    private static @Nullable String value(Map<String, String> written, String name) {
        String value = written.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static @Nullable TextQuery text(@Nullable String written) {
        return written == null
                ? null
                : switch (QueryReader.read(written)) {
                    case ReadQuery.Found(TextQuery query) -> query;
                    case ReadQuery.Refused(String reason) -> throw new IllegalArgumentException(TEXT + " " + reason);
                };
    }

    private static @Nullable Integer minRisk(@Nullable String written) {
        if (written == null) {
            return null;
        }
        if (!written.matches("[0-9]{1,2}|100")) {
            throw new IllegalArgumentException(MIN_RISK + " must be 0 to 100");
        }
        return Integer.valueOf(written);
    }
}
