package io.vectrail.replay.search.text;

import io.vectrail.replay.archive.Terms;
import io.vectrail.replay.search.text.TextQuery.AllOf;
import io.vectrail.replay.search.text.TextQuery.AnyOf;
import io.vectrail.replay.search.text.TextQuery.Not;
import io.vectrail.replay.search.text.TextQuery.Nothing;
import io.vectrail.replay.search.text.TextQuery.Phrase;
import io.vectrail.replay.search.text.TextQuery.Prefix;
import io.vectrail.replay.search.text.TextQuery.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person typed, by recursive descent:
 *
 * <pre>
 * any   = all { "OR" all }
 * all   = one { [ "AND" ] one }
 * one   = ( "NOT" | "-" ) one | "(" any ")" | '"' phrase '"' | word [ "*" ]
 * </pre>
 *
 * Operators are in capitals. A word that the archive splits, such as an address, is a phrase; what has no letter or digit is passed over. An
 * open quote or parenthesis reaches to the end.
 */
public final class QueryReader {

    private final List<Token> tokens;
    private int at;
    private int words;
    private int depth;

    private QueryReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Takes time in proportion to the text. */
    public static ReadQuery read(String typed) {
        if (typed.length() > TextQuery.MOST_CHARACTERS) {
            return new ReadQuery.Refused(
                    "has more than " + TextQuery.MOST_CHARACTERS + " characters; search for fewer words");
        }
        try {
            TextQuery query = new QueryReader(Token.of(typed)).any();
            return new ReadQuery.Found(query == null ? new Nothing() : query);
        } catch (RefusedException e) {
            return new ReadQuery.Refused(e.getMessage());
        }
    }

    private @Nullable TextQuery any() throws RefusedException {
        List<TextQuery> parts = new ArrayList<>();
        add(parts, all());
        while (next() instanceof Token.Or or) {
            at++;
            needsOperand(or);
            add(parts, all());
        }
        return joined(parts, AnyOf::new);
    }

    private @Nullable TextQuery all() throws RefusedException {
        List<TextQuery> parts = new ArrayList<>();
        if (next() instanceof Token.And || next() instanceof Token.Or) {
            throw standsAlone(tokens.get(at), "before");
        }
        while (true) {
            switch (next()) {
                case Token.And and -> {
                    at++;
                    needsOperand(and);
                }
                case Token.Or or -> {
                    return joined(parts, AllOf::new);
                }
                case Token.Close close -> {
                    return joined(parts, AllOf::new);
                }
                case Token.End end -> {
                    return joined(parts, AllOf::new);
                }
                case Token.Not not -> add(parts, one());
                case Token.Open open -> add(parts, one());
                case Token.Quoted quoted -> add(parts, one());
                case Token.Bare bare -> add(parts, one());
            }
        }
    }

    private @Nullable TextQuery one() throws RefusedException {
        Token token = tokens.get(at++);
        return switch (token) {
            case Token.Not not -> {
                needsOperand(not);
                TextQuery part = deeper(QueryReader::one);
                yield part == null ? null : new Not(part);
            }
            case Token.Open open -> {
                TextQuery part = deeper(QueryReader::any);
                if (next() instanceof Token.Close) {
                    at++;
                }
                yield part;
            }
            case Token.Quoted(String text, int place) -> counted(exact(text));
            case Token.Bare(String text, int place) -> counted(text.endsWith("*") ? prefix(text) : exact(text));
            case Token.And and -> throw standsAlone(and, "before");
            case Token.Or or -> throw standsAlone(or, "before");
            case Token.Close close -> null;
            case Token.End end -> null;
        };
    }

    private static @Nullable TextQuery exact(String text) {
        Terms terms = Terms.of(text);
        return switch (terms.words().size()) {
            case 0 -> null;
            case 1 -> new Word(terms.joined());
            default -> new Phrase(terms.joined());
        };
    }

    private static @Nullable TextQuery prefix(String text) throws RefusedException {
        Terms terms = Terms.of(text);
        if (terms.words().isEmpty()) {
            return null;
        }
        String last = terms.words().getLast();
        if (Terms.unspaced(last.codePointAt(0))) {
            return exact(text);
        }
        if (last.length() < TextQuery.LEAST_PREFIX) {
            throw new RefusedException("has a * behind fewer than " + TextQuery.LEAST_PREFIX
                    + " letters or digits, which too many words begin with; type more of the word");
        }
        return new Prefix(terms.joined());
    }

    /** What follows an operator must be something to find: a word of its own name is quoted. */
    private void needsOperand(Token operator) throws RefusedException {
        switch (next()) {
            case Token.And and -> throw standsAlone(operator, "behind");
            case Token.Or or -> throw standsAlone(operator, "behind");
            case Token.Close close -> throw standsAlone(operator, "behind");
            case Token.End end -> throw standsAlone(operator, "behind");
            case Token.Not not -> {}
            case Token.Open open -> {}
            case Token.Quoted quoted -> {}
            case Token.Bare bare -> {}
        }
    }

    private static RefusedException standsAlone(Token operator, String side) {
        return new RefusedException("has an operator at character " + (operator.place() + 1) + " with nothing to find "
                + side + " it; to find AND, OR, NOT or a - as such, put it in quotes");
    }

    private @Nullable TextQuery deeper(Part part) throws RefusedException {
        if (++depth > TextQuery.MOST_DEPTH) {
            throw new RefusedException("has more than " + TextQuery.MOST_DEPTH
                    + " parentheses and negations within each other; use fewer");
        }
        TextQuery query = part.of(this);
        depth--;
        return query;
    }

    private @Nullable TextQuery counted(@Nullable TextQuery query) throws RefusedException {
        if (query != null && ++words > TextQuery.MOST_WORDS) {
            throw new RefusedException("has more than " + TextQuery.MOST_WORDS + " words; search for fewer");
        }
        return query;
    }

    private Token next() {
        return tokens.get(at);
    }

    private static void add(List<TextQuery> parts, @Nullable TextQuery part) {
        if (part != null) {
            parts.add(part);
        }
    }

    private static @Nullable TextQuery joined(List<TextQuery> parts, Function<List<TextQuery>, TextQuery> several) {
        return switch (parts.size()) {
            case 0 -> null;
            case 1 -> parts.getFirst();
            default -> several.apply(parts);
        };
    }

    /** A rule of the grammar. */
    private interface Part {

        @Nullable
        TextQuery of(QueryReader reader) throws RefusedException;
    }

    private static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
