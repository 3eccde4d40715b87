package io.vectrail.replay.search;

import io.vectrail.replay.search.text.TextQuery;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which exchanges are meant; null means any.
 *
 * @param fields what these must be
 * @param text what one of their texts must be like
 * @param minRisk the least score, 0 to 100, as lists have it; what was not scored is not there then
 * @param from first time, inclusive
 * @param to last time, exclusive
 */
public record ExchangeFilter(
        Map<ExchangeField, String> fields,
        @Nullable TextQuery text,
        @Nullable Integer minRisk,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All of them. */
    public static final ExchangeFilter ANY = new ExchangeFilter(Map.of(), null, null, null, null);

    public ExchangeFilter {
        fields = Map.copyOf(fields);
    }

    /** @param value null: any */
    public ExchangeFilter with(ExchangeField field, @Nullable String value) {
        Map<ExchangeField, String> all = new EnumMap<>(ExchangeField.class);
        all.putAll(fields);
        if (value == null) {
            all.remove(field);
        } else {
            all.put(field, value);
        }
        return new ExchangeFilter(all, text, minRisk, from, to);
    }

    public ExchangeFilter matching(@Nullable TextQuery query) {
        return new ExchangeFilter(fields, query, minRisk, from, to);
    }

    public ExchangeFilter scored(@Nullable Integer least) {
        return new ExchangeFilter(fields, text, least, from, to);
    }

    public ExchangeFilter between(@Nullable Instant first, @Nullable Instant end) {
        return new ExchangeFilter(fields, text, minRisk, first, end);
    }

    /** Of a field; null means any. */
    @Nullable
    String value(ExchangeField field) {
        return fields.get(field);
    }
}
