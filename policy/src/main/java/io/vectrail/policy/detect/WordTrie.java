package io.vectrail.policy.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Words by their characters (E. Fredkin, Trie Memory, 1960), whatever their case. What leads from one node to the next is looked
 * up in one open table for all of them: most places of a text end at their first or second character.
 */
final class WordTrie {

    private static final int ASCII = 0x80;

    private static final int[] NONE = new int[0];

    /** Bits of a character in a key, and of a node in the table. */
    private static final int CHARACTER = 16;

    private static final int NODE = 24;
    private static final int MOST_NODES = (1 << NODE) - 1;

    /** From the root, which is node 0, to the nodes behind ASCII characters; 0 where there is none. */
    private final int[] first = new int[ASCII];

    /** Whether a word goes on with two ASCII characters, or ends with the first. */
    private final boolean[] pairs = new boolean[ASCII * ASCII];

    /** Of each node, the words that end there, and the node behind a space. */
    private final int[][] ids;

    private final int[] spaces;

    /** A node, a character, and the node that they lead to; an open table, at most half full. 0 is empty. */
    private long[] table = new long[64];

    /** @param words their places in the order are their ids; empty ones stand nowhere */
    WordTrie(Collection<String> words) {
        List<int[]> ending = new ArrayList<>(List.of(NONE));
        int id = 0;
        for (String word : words) {
            int node = 0;
            for (int i = 0; i < word.length(); i++) {
                node = added(node, folded(word.charAt(i)), ending);
            }
            if (node != 0) {
                ending.set(node, with(ending.get(node), id));
            }
            id++;
        }
        for (char c = 0; c < ASCII; c++) {
            first[c] = next(0, folded(c));
        }
        ids = ending.toArray(int[][]::new);
        spaces = new int[ids.length];
        Arrays.setAll(spaces, node -> next(node, ' '));
        for (char c = 0; c < ASCII; c++) {
            pair(c);
        }
    }

    private void pair(char c) {
        int node = first[c];
        boolean any = node != 0 && (ids[node].length > 0 || spaces[node] != 0);
        for (char second = 0; second < ASCII; second++) {
            pairs[c * ASCII + second] = any || (node != 0 && next(node, folded(second)) != 0);
        }
    }

    /** Whether a word may begin with these two; the second is 0 where the text ends. */
    boolean may(char c, char second) {
        return c >= ASCII || second >= ASCII || pairs[c * ASCII + second];
    }

    /** The node behind the first character of a word, 0 where none begins so. */
    int begin(char c) {
        return c < ASCII ? first[c] : next(0, folded(c));
    }

    /** The node behind a folded character, 0 where there is none. */
    int next(int node, char folded) {
        return (int) (table[slot(key(node, folded))] & MOST_NODES);
    }

    /** The words that end at a node. */
    int[] ids(int node) {
        return ids[node];
    }

    /** The node behind a space, 0 where there is none. */
    int space(int node) {
        return spaces[node];
    }

    /** In lower case, where a character has one that leads back to it. */
    static char folded(char c) {
        if (c < ASCII) {
            return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        char small = Character.toLowerCase(c);
        return Character.toUpperCase(small) == c ? small : c;
    }

    private int added(int node, char c, List<int[]> ending) {
        long key = key(node, c);
        int slot = slot(key);
        if (table[slot] == 0) {
            if (ending.size() > MOST_NODES) {
                throw new IllegalArgumentException("too many context words; keep those that tell most");
            }
            table[slot] = (key << NODE) | ending.size();
            ending.add(NONE);
            if (ending.size() * 2 >= table.length) {
                grow();
            }
            return ending.size() - 1;
        }
        return (int) (table[slot] & MOST_NODES);
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long entry : old) {
            if (entry != 0) {
                table[slot(entry >>> NODE)] = entry;
            }
        }
    }

    /** Where a key stands, or would. */
    private int slot(long key) {
        long[] entries = table;
        int mask = entries.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (entries[slot] != 0 && entries[slot] >>> NODE != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long key(int node, char c) {
        return ((long) node << CHARACTER) | c;
    }

    private static int[] with(int[] some, int one) {
        int[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = one;
        return more;
    }
}
