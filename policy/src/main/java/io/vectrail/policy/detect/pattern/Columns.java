package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Side;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The letters that one program does not tell apart share a column of its table; the last is the text's end. */
final class Columns {

    private final char[] ofLetters;
    private final Side[] sides;
    private final Map<Side, int[]> bySide = new EnumMap<>(Side.class);
    private final List<Integer> examples = new ArrayList<>();
    private final Map<CharSet, BitSet> members = new HashMap<>();

    Columns(Program program, Alphabet alphabet) {
        Set<CharSet> sets = program.sets();
        Map<BitSet, Integer> columns = new HashMap<>();
        ofLetters = new char[alphabet.size() + 1];
        for (int letter = 0; letter < alphabet.size(); letter++) {
            int example = alphabet.example(letter);
            ofLetters[letter] = (char) (int) columns.computeIfAbsent(CharSet.membership(sets, example), fresh -> {
                examples.add(example);
                return examples.size() - 1;
            });
        }
        ofLetters[alphabet.size()] = (char) examples.size();
        sides = IntStream.range(0, count()).mapToObj(this::sideOf).toArray(Side[]::new);
        for (Side side : Side.values()) {
            bySide.put(
                    side,
                    IntStream.range(0, count())
                            .filter(column -> sides[column] == side)
                            .toArray());
        }
        for (CharSet set : sets) {
            BitSet has = new BitSet();
            for (int column = 0; column < examples.size(); column++) {
                has.set(column, set.contains(examples.get(column)));
            }
            members.put(set, has);
        }
    }

    /** How many, the text's end included. */
    int count() {
        return examples.size() + 1;
    }

    boolean isEnd(int column) {
        return column == examples.size();
    }

    Side side(int column) {
        return sides[column];
    }

    /** The columns whose letters are of a side. */
    int[] of(Side side) {
        return bySide.getOrDefault(side, new int[0]);
    }

    /** The columns whose letters are in one of the program's sets. */
    BitSet of(CharSet set) {
        return members.getOrDefault(set, new BitSet());
    }

    /** Of each letter of the alphabet, and of the end. */
    char[] ofLetters() {
        return ofLetters;
    }

    private Side sideOf(int column) {
        return isEnd(column) ? Side.NOTHING : Side.of(examples.get(column));
    }
}
