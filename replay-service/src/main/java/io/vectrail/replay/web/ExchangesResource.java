package io.vectrail.replay.web;

import io.vectrail.replay.search.ExchangeFilter;
import io.vectrail.replay.search.Exchanges;
import io.vectrail.replay.search.Words;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/exchanges}: the list, newest first. */
final class ExchangesResource implements Resource {

    private static final Set<String> PARAMETERS = Set.of(
            "q",
            "subject",
            "connection",
            "model",
            "decision",
            "outcome",
            "approval",
            "minRisk",
            "from",
            "to",
            "cursor",
            "limit");

    private final Exchanges exchanges;

    ExchangesResource(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(PARAMETERS);
        ExchangeFilter filter = new ExchangeFilter(
                words(call),
                call.parameter("subject"),
                call.parameter("connection"),
                call.parameter("model"),
                symbol(call, "decision"),
                symbol(call, "outcome"),
                call.parameter("approval"),
                minRisk(call),
                call.time("from"),
                call.time("to"));
        checkRange(filter.from(), filter.to());
        return Answer.json(exchanges.newestFirst(
                filter, call.cursor(), call.limit(), call.person().sight()));
    }

    static void checkRange(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.badRequest("from must lie before to");
        }
    }

    /** Whether a text holds a word is a part of the text: who may not read it may not ask. */
    private static @Nullable Words words(Call call) {
        String typed = call.parameter("q");
        if (typed == null) {
            return null;
        }
        if (!call.person().readsTexts()) {
            throw ProblemException.forbidden("searching in texts needs the role auditor; leave q out");
        }
        return Words.parse(typed)
                .orElseThrow(() -> ProblemException.badRequest("q has more than " + Words.MOST_CHARACTERS
                        + " characters or " + Words.MOST_WORDS + " words; search for fewer"));
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

    private static @Nullable String symbol(Call call, String name) {
        String value = call.parameter(name);
        return value == null ? null : value.toUpperCase(Locale.ROOT);
    }
}
