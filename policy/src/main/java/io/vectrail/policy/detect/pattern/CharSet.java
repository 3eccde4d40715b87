package io.vectrail.policy.detect.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A set of UTF-16 code units. Immutable. */
final class CharSet {

    static final int MOST = 0xFFFF;

    /** What finding out whether a set has a character costs, in steps that are gone through. */
    static final int MEMBERSHIP = 32;

    static final CharSet DIGIT = range('0', '9');
    static final CharSet WORD = union(List.of(range('a', 'z'), range('A', 'Z'), DIGIT, of('_')));
    static final CharSet SPACE = union(List.of(range('\t', '\r'), of(' ')));
    static final CharSet NEWLINE = of('\n');

    /** First and last of each range, both within, in order and apart from each other. */
    private final int[] ranges;

    private CharSet(int[] ranges) {
        this.ranges = ranges;
    }

    static CharSet of(int single) {
        return range(single, single);
    }

    static CharSet range(int first, int last) {
        return new CharSet(new int[] {first, last});
    }

    static CharSet union(List<CharSet> sets) {
        BitSet all = new BitSet();
        sets.forEach(set -> set.addTo(all));
        return of(all);
    }

    static CharSet of(BitSet members) {
        List<Integer> ends = new ArrayList<>();
        for (int first = members.nextSetBit(0); first >= 0; ) {
            int after = members.nextClearBit(first);
            ends.add(first);
            ends.add(after - 1);
            first = members.nextSetBit(after);
        }
        return new CharSet(ends.stream().mapToInt(Integer::intValue).toArray());
    }

    CharSet complement() {
        BitSet members = new BitSet();
        addTo(members);
        members.flip(0, MOST + 1);
        return of(members);
    }

    /** With each letter's other case. */
    CharSet withBothCases() {
        BitSet members = new BitSet();
        addTo(members);
        BitSet all = (BitSet) members.clone();
        members.stream().forEach(c -> {
            all.set(Character.toLowerCase((char) c));
            all.set(Character.toUpperCase((char) c));
        });
        return of(all);
    }

    boolean contains(int c) {
        int place = Arrays.binarySearch(ranges, c);
        // Where it is no end of a range, it would stand behind a first, or behind a last.
        return place >= 0 || (-place - 1) % 2 == 1;
    }

    /** Which of the sets have a character, by their places in the order. */
    static BitSet membership(Iterable<CharSet> sets, int c) {
        BitSet membership = new BitSet();
        int place = 0;
        for (CharSet set : sets) {
            membership.set(place++, set.contains(c));
        }
        return membership;
    }

    boolean isEmpty() {
        return ranges.length == 0;
    }

    /** Marks where membership changes: at the first of each range, and behind its last. */
    void cut(BitSet cuts) {
        for (int i = 0; i < ranges.length; i += 2) {
            cuts.set(ranges[i]);
            cuts.set(ranges[i + 1] + 1);
        }
    }

    private void addTo(BitSet members) {
        for (int i = 0; i < ranges.length; i += 2) {
            members.set(ranges[i], ranges[i + 1] + 1);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharSet set && Arrays.equals(ranges, set.ranges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ranges);
    }
}
