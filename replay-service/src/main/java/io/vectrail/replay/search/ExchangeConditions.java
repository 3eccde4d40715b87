package io.vectrail.replay.search;

import java.util.function.Predicate;

/** What a filter means for the rows of a table, whosever they may be. */
final class ExchangeConditions {

    private ExchangeConditions() {}

    /** For rows of {@code exchanges}, but for their texts and scores. */
    static Conditions ofExchanges(ExchangeFilter filter) {
        return narrowed(filter, field -> true);
    }

    /** For rows of {@code inputs}, but for their scores. What those do not know themselves is looked up in their exchanges. */
    static Conditions ofTexts(ExchangeFilter filter) {
        Conditions conditions = narrowed(filter, ExchangeField::knownOfTexts);
        if (!filter.fields().keySet().stream().allMatch(ExchangeField::knownOfTexts)) {
            conditions.in("(time, exchange)", "SELECT time, id FROM exchanges WHERE ", ofExchanges(filter), "");
        }
        if (filter.text() != null) {
            TextCondition.require(filter.text(), conditions);
        }
        return conditions;
    }

    private static Conditions narrowed(ExchangeFilter filter, Predicate<ExchangeField> which) {
        Conditions conditions = new Conditions();
        filter.fields().forEach((field, value) -> {
            if (which.test(field)) {
                field.require(conditions, value);
            }
        });
        return conditions.from("time", filter.from()).before("time", filter.to());
    }
}
