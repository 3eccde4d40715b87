package io.vectrail.policy.detect.pattern;

import io.vectrail.policy.detect.pattern.Node.Side;
import java.util.List;

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

    Begins(Dfa dfa, Alphabet alphabet) {
        this.dfa = dfa;
        this.first = new int[SIDES.size()][alphabet.size()];
        this.sides = new byte[alphabet.size()];
        for (char letter = 0; letter < alphabet.size(); letter++) {
            sides[letter] = (byte) side(Side.of(alphabet.example(letter)));
            for (int side = 0; side < first.length; side++) {
                first[side][letter] = dfa.next()[dfa.start(SIDES.get(side)) + dfa.columns()[letter]];
                if (first[side][letter] != 0) {
                    pair(side, letter);
                }
            }
        }
    }

    private void pair(int side, char letter) {
        for (char second = 0; second < sides.length; second++) {
            if (dfa.next()[first[side][letter] + dfa.columns()[second]] != 0) {
                pairs[pair(letter, second)] |= (byte) (1 << side);
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
