package io.vectrail.replay.search;

import io.vectrail.replay.archive.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person typed into the search field: words that must all occur in one text, and quoted phrases that must occur as
 * they stand. A word that the archive splits, such as an address, is a phrase too. An open quote reaches to the end.
 *
 * @param single terms that must occur anywhere
 * @param phrases terms that must follow each other, with one space between
 */
public record Words(List<String> single, List<String> phrases) {

    /** Longest text that is looked at, in characters. */
    public static final int MOST_CHARACTERS = 1_000;

    /** Most terms and phrases: each costs a look-up. */
    public static final int MOST_WORDS = 40;

    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"?|([^\\s\"]+)");

    public Words {
        single = List.copyOf(single);
        phrases = List.copyOf(phrases);
    }

    /** Empty when the text is longer than it may be or has too many words. */
    public static Optional<Words> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        List<String> single = new ArrayList<>();
        List<String> phrases = new ArrayList<>();
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            Terms terms = Terms.of(parts.group(1) != null ? parts.group(1) : parts.group(2));
            if (terms.words().size() == 1) {
                single.add(terms.joined());
            } else if (!terms.words().isEmpty()) {
                phrases.add(terms.joined());
            }
        }
        return single.size() + phrases.size() > MOST_WORDS ? Optional.empty() : Optional.of(new Words(single, phrases));
    }

    /** True when nothing that was typed is a word. */
    public boolean none() {
        return single.isEmpty() && phrases.isEmpty();
    }
}
