package io.vectrail.replay.search.text;

import io.vectrail.replay.archive.Terms;
import java.util.List;

/** What one text must be like. Terms are as the archive stores them: see {@link Terms}. */
public sealed interface TextQuery {

    /** Longest text that is read, in characters. */
    int MOST_CHARACTERS = 1_000;

    /** Most words, prefixes and phrases: each costs a look-up. */
    int MOST_WORDS = 40;

    /** Deepest that parentheses and negations may stand within each other. */
    int MOST_DEPTH = 20;

    /** Fewest characters of a prefix: shorter ones are of too many words. */
    int LEAST_PREFIX = 2;

    /** Nothing that was typed is a word: no text is meant. */
    record Nothing() implements TextQuery {}

    /** The term occurs. */
    record Word(String term) implements TextQuery {}

    /** A term that begins so occurs; of several the last may go on. */
    record Prefix(String begun) implements TextQuery {}

    /** Terms follow each other; they stand here with one space between two. */
    record Phrase(String terms) implements TextQuery {}

    /** @param parts two or more, of which each must hold */
    record AllOf(List<TextQuery> parts) implements TextQuery {

        public AllOf {
            parts = List.copyOf(parts);
        }
    }

    /** @param parts two or more, of which one must hold */
    record AnyOf(List<TextQuery> parts) implements TextQuery {

        public AnyOf {
            parts = List.copyOf(parts);
        }
    }

    /** The part does not hold. */
    record Not(TextQuery part) implements TextQuery {}
}
