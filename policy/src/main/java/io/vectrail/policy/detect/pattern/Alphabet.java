package io.vectrail.policy.detect.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Characters that no pattern tells apart are one letter of this alphabet. */
final class Alphabet {

    private final char[] letterOf = new char[CharSet.MOST + 1];

    /** A character of each letter. */
    private final List<Integer> examples = new ArrayList<>();

    /**
     * @param sets all that patterns ask for, and that conditions tell apart
     * @param work is told how much there is to do, before it is done
     */
    Alphabet(Collection<CharSet> sets, LongConsumer work) {
        BitSet cuts = new BitSet();
        sets.forEach(set -> set.cut(cuts));
        cuts.set(0);
        cuts.clear(CharSet.MOST + 1);
        work.accept((long) CharSet.MEMBERSHIP * sets.size() * cuts.cardinality());
        Map<BitSet, Character> letters = new HashMap<>();
        for (int first = cuts.nextSetBit(0); first >= 0; first = cuts.nextSetBit(first + 1)) {
            int from = first;
            int after = cuts.nextSetBit(first + 1);
            char letter = letters.computeIfAbsent(CharSet.membership(sets, from), fresh -> {
                examples.add(from);
                return (char) (examples.size() - 1);
            });
            Arrays.fill(letterOf, first, after < 0 ? letterOf.length : after, letter);
        }
    }

    /** How many letters there are. */
    int size() {
        return examples.size();
    }

    /** A character that this letter stands for. */
    int example(int letter) {
        return examples.get(letter);
    }

    /** The letters of a text. */
    char[] spell(String text) {
        char[] letters = new char[text.length()];
        text.getChars(0, letters.length, letters, 0);
        char[] table = letterOf;
        for (int i = 0; i < letters.length; i++) {
            letters[i] = table[letters[i]];
        }
        return letters;
    }
}
