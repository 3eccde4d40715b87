package io.vectrail.policy.detect.type;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Lists of words and phrases that are too long for one in each line. */
final class WordList {

    private WordList() {}

    /** @param lists phrases with commas between them */
    static SpelledSet of(String... lists) {
        return of(Arrays.stream(lists).flatMap(WordList::phrases));
    }

    static SpelledSet of(Stream<String> phrases) {
        List<String> joined = phrases.map(WordList::joined).distinct().toList();
        return new SpelledSet(joined);
    }

    /** They as {@link Words} joins them: without spaces. */
    static Stream<String> phrases(String list) {
        return Arrays.stream(list.split(",", -1)).map(WordList::joined);
    }

    static String joined(String phrase) {
        StringBuilder joined = new StringBuilder(phrase.length());
        for (int i = 0; i < phrase.length(); i++) {
            char c = phrase.charAt(i);
            if (c == Words.OR || c == Words.DIGIT || Letters.is(c)) {
                joined.append(Letters.plain(c));
            }
        }
        return joined.toString();
    }
}
