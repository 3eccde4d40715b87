package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Side;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where in a text an automaton may begin. Its patterns begin with nearly any letter, but at most places none goes on with the
 * second one: a small table tells so before the large one is looked at.
 */
final class Begins {

    private static final List<Side> SIDES = List.of(Side.values());

    /** Bits of a letter in the table of pairs; letters that have these in common share a place. */
    private static final int BITS = 8;

    private static final int LETTER = (1 << BITS) - 1;

    private final Dfa dfa;

    /** Behind each {@link Side}, by its number and a letter: the state in which the automaton begins. */
    private final int[][] first;

    /** The number of each letter's side. */
    private final byte[] sides;

    /** Of each two letters, behind which sides the automaton goes on from both: a bit of each. */
    private final byte[] pairs = new byte[1 << (2 * BITS)];

    /**
     * @param budget of what is done
     * @param last pattern of the automaton
     */
    Begins(Dfa dfa, Alphabet alphabet, Budget budget, int last) {
        this.dfa = dfa;
        this.first = new int[SIDES.size()][alphabet.size()];
        this.sides = new byte[alphabet.size()];
        for (int letter = 0; letter < alphabet.size(); letter++) {
            sides[letter] = (byte) side(Side.of(alphabet.example(letter)));
        }
        for (int side = 0; side < first.length; side++) {
            // Letters that lead to one state have the same ones behind them: there are far fewer states than letters
            // may be.
            Map<Integer, BitSet> byState = new HashMap<>();
            for (int letter = 0; letter < alphabet.size(); letter++) {
                int state = dfa.next()[dfa.start(SIDES.get(side)) + dfa.columns()[letter]];
                first[side][letter] = state;
                if (state != 0) {
                    byState.computeIfAbsent(state, fresh -> new BitSet()).set(letter & LETTER);
                }
            }
            budget.spend((long) (byState.size() + 1) * alphabet.size(), last);
            for (Map.Entry<Integer, BitSet> each : byState.entrySet()) {
                pair(side, each.getValue(), goingOn(each.getKey(), alphabet.size()));
            }
        }
    }

    /** The letters that lead on from a state, by the bits that count. */
    private BitSet goingOn(int state, int letters) {
        BitSet seconds = new BitSet();
        for (int letter = 0; letter < letters; letter++) {
            if (dfa.next()[state + dfa.columns()[letter]] != 0) {
                seconds.set(letter & LETTER);
            }
        }
        return seconds;
    }

    private void pair(int side, BitSet letters, BitSet seconds) {
        for (int letter = letters.nextSetBit(0); letter >= 0; letter = letters.nextSetBit(letter + 1)) {
            for (int second = seconds.nextSetBit(0); second >= 0; second = seconds.nextSetBit(second + 1)) {
                pairs[(letter << BITS) | second] |= (byte) (1 << side);
            }
        }
    }

    Dfa dfa() {
        return dfa;
    }

    /** Whether it may match something that begins behind a side with two letters. */
    boolean may(int side, char letter, char second) {
        return ((pairs[pair(letter, second)] >>> side) & 1) != 0;
    }

    /** The state behind the first letter. */
    int state(int side, char letter) {
        return first[side][letter];
    }

    /** The number of a letter's side. */
    int side(char letter) {
        return sides[letter];
    }

    int side(Side side) {
        return SIDES.indexOf(side);
    }

    private static int pair(char letter, char second) {
        return ((letter & LETTER) << BITS) | (second & LETTER);
    }
}
