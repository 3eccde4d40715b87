package io.vectrail.replay.search;

import io.vectrail.replay.search.text.TextQuery;
import io.vectrail.replay.search.text.TextQuery.AllOf;
import io.vectrail.replay.search.text.TextQuery.AnyOf;
import io.vectrail.replay.search.text.TextQuery.Not;
import io.vectrail.replay.search.text.TextQuery.Nothing;
import io.vectrail.replay.search.text.TextQuery.Phrase;
import io.vectrail.replay.search.text.TextQuery.Prefix;
import io.vectrail.replay.search.text.TextQuery.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a text must be like, as a condition on the column {@code terms}. Its index finds words and phrases at once, and the words that a
 * prefix may begin by a look through its dictionary.
 */
final class TextCondition {

    private final Conditions conditions;
    private int parameters;

    private TextCondition(Conditions conditions) {
        this.conditions = conditions;
    }

    static void require(TextQuery query, Conditions conditions) {
        conditions.require(new TextCondition(conditions).of(query));
    }

    private String of(TextQuery query) {
        return switch (query) {
            case Nothing nothing -> "false";
            case Word(String term) -> words(List.of(term));
            case Phrase(String terms) -> "hasPhrase(terms, " + parameter(terms) + ")";
            case Prefix(String begun) -> prefix(begun);
            case AllOf(List<TextQuery> parts) -> allOf(parts);
            case AnyOf(List<TextQuery> parts) ->
                parts.stream().map(this::of).collect(Collectors.joining(" OR ", "(", ")"));
            case Not(TextQuery part) -> "NOT " + of(part);
        };
    }

    /** Words that must all occur are one look into the index. */
    private String allOf(List<TextQuery> parts) {
        List<String> words = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (TextQuery part : parts) {
            if (part instanceof Word(String term)) {
                words.add(term);
            } else {
                rest.add(of(part));
            }
        }
        if (!words.isEmpty()) {
            rest.addFirst(words(words));
        }
        return "(" + String.join(" AND ", rest) + ")";
    }

    private String words(List<String> words) {
        return "hasAllTokens(terms, splitByChar(' ', " + parameter(String.join(" ", words)) + "))";
    }

    /** The index knows in which texts a word has these letters; the text itself, whether it begins with them. Terms have no sign in them. */
    private String prefix(String begun) {
        int last = begun.lastIndexOf(' ') + 1;
        List<String> all = new ArrayList<>();
        if (last > 0) {
            all.add(words(List.of(begun.substring(0, last - 1).split(" ", -1))));
        }
        all.add("terms LIKE " + parameter("%" + begun.substring(last) + "%"));
        all.add("(startsWith(terms, " + parameter(begun) + ") OR position(terms, " + parameter(" " + begun) + ") > 0)");
        return "(" + String.join(" AND ", all) + ")";
    }

    private String parameter(String value) {
        String name = "text" + parameters++;
        conditions.with(name, value);
        return "{" + name + ":String}";
    }
}
