package io.vectrail.replay.web;

import io.vectrail.replay.search.ExchangeField;
import io.vectrail.replay.search.ExchangeFilter;
import io.vectrail.replay.search.text.QueryReader;
import io.vectrail.replay.search.text.ReadQuery;
import io.vectrail.replay.search.text.TextQuery;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which exchanges a call asks for: the filters that all calls about many exchanges have. */
final class AskedExchanges {

    private AskedExchanges() {}

    /** @param more parameters that the call has as well */
    static ExchangeFilter of(Call call, Set<String> more) {
        Set<String> known = new HashSet<>(more);
        known.addAll(Set.of("q", "minRisk", "from", "to"));
        for (ExchangeField field : ExchangeField.values()) {
            known.add(field.parameter());
        }
        call.onlyParameters(known);
        ExchangeFilter filter = ExchangeFilter.ANY
                .matching(text(call))
                .scored(minRisk(call))
                .between(call.time("from"), call.time("to"));
        for (ExchangeField field : ExchangeField.values()) {
            filter = filter.with(field, call.parameter(field.parameter()));
        }
        Call.checkRange(filter.from(), filter.to());
        return filter;
    }

    /** Whether a text holds a word is a part of the text: who may not read it may not ask. */
    private static @Nullable TextQuery text(Call call) {
        String typed = call.parameter("q");
        if (typed == null) {
            return null;
        }
        if (!call.person().readsTexts()) {
            throw ProblemException.forbidden("searching in texts needs the role auditor; leave q out");
        }
        return switch (QueryReader.read(typed)) {
            case ReadQuery.Found(TextQuery query) -> query;
            case ReadQuery.Refused(String reason) -> throw ProblemException.badRequest("q " + reason);
        };
    }

    private static @Nullable Integer minRisk(Call call) {
        String value = call.parameter("minRisk");
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,2}|100")) {
            throw ProblemException.badRequest("minRisk must be 0 to 100");
        }
        return Integer.valueOf(value);
    }
}
