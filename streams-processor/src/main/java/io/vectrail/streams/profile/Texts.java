package io.vectrail.streams.profile;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The latest texts, as far as it takes to see whether others are nearly the same.
 *
 * @param simHashes of the latest texts, eight bytes each, oldest first; at most {@link #MOST}
 * @param heads what the latest texts begin with, eight bytes each, oldest first; at most {@link #MOST_HEADS}
 * @param typed hashes and lengths of the latest texts, twelve bytes each, oldest first; at most {@link #MOST_TYPED}
 * @param near which of the latest were nearly the same as another
 * @param usuallyNear the same over long
 * @param templated which of the latest begin as another does and go on otherwise
 * @param usuallyTemplated the same over long
 */
public record Texts(
        byte[] simHashes,
        byte[] heads,
        byte[] typed,
        Share near,
        Share usuallyNear,
        Share templated,
        Share usuallyTemplated) {

    static final int MOST = 48;
    static final int MOST_HEADS = 16;

    /**
     * Bits that may differ: unrelated texts differ in 32 of 64. The nearest of 48 is some eight bits nearer than by its words, so that this is about two words of three.
     */
    private static final int NEAR_BITS = 8;

    static final int MOST_TYPED = 8;

    private static final int TYPED_BYTES = Long.BYTES + Integer.BYTES;

    /** So many characters longer it is the same text being typed, as where a search box asks at each key. */
    private static final int TYPED = 12;

    static final Texts NONE =
            new Texts(new byte[0], new byte[0], new byte[0], Share.NONE, Share.NONE, Share.NONE, Share.NONE);

    Texts with(Sighting now) {
        Texts then = this;
        for (Sample sample : now.samples()) {
            then = then.with(sample);
        }
        return then;
    }

    private Texts with(Sample sample) {
        int before = continued(sample);
        byte[] typedNow = typed(sample, before);
        if (before >= 0 || !sample.comparable()) {
            return new Texts(simHashes, heads, typedNow, near, usuallyNear, templated, usuallyTemplated);
        }
        boolean nearOne = nearOne(sample.simHash());
        long head = sample.head();
        boolean ofATemplate = head != 0 && contains(heads, head);
        return new Texts(
                appended(simHashes, sample.simHash(), MOST),
                head == 0 ? heads : appended(heads, head, MOST_HEADS),
                typedNow,
                near.with(nearOne, Share.OF_THE_LAST),
                usuallyNear.with(nearOne, Share.OF_LONG),
                templated.with(ofATemplate, Share.OF_THE_LAST),
                usuallyTemplated.with(ofATemplate, Share.OF_LONG));
    }

    /** Whether it is one of the latest texts and a little more: somebody is typing. Several may, behind one caller. */
    boolean continues(Sample sample) {
        return continued(sample) >= 0;
    }

    /** The place of the text that it continues; below 0 where there is none. */
    private int continued(Sample sample) {
        ByteBuffer known = ByteBuffer.wrap(typed);
        for (int at = typed.length - TYPED_BYTES; at >= 0; at -= TYPED_BYTES) {
            if (sample.continues(known.getLong(at), known.getInt(at + Long.BYTES), TYPED)) {
                return at;
            }
        }
        return -1;
    }

    /** With this text, in the place of the one that it continues. */
    private byte[] typed(Sample sample, int before) {
        int full = MOST_TYPED * TYPED_BYTES;
        int left = before >= 0 ? before : typed.length < full ? typed.length : 0;
        byte[] changed = Arrays.copyOf(typed, Math.max(typed.length, left + TYPED_BYTES));
        System.arraycopy(
                typed,
                Math.min(typed.length, left + TYPED_BYTES),
                changed,
                left,
                Math.max(0, typed.length - left - TYPED_BYTES));
        ByteBuffer.wrap(changed)
                .putLong(changed.length - TYPED_BYTES, sample.hash())
                .putInt(changed.length - Integer.BYTES, sample.text().length());
        return changed;
    }

    /** Whether it is nearly, and not wholly, the same as one of the latest. */
    private boolean nearOne(long simHash) {
        ByteBuffer others = ByteBuffer.wrap(simHashes);
        boolean found = false;
        while (others.hasRemaining()) {
            int bits = Long.bitCount(others.getLong() ^ simHash);
            if (bits == 0) {
                return false;
            }
            found |= bits <= NEAR_BITS;
        }
        return found;
    }

    private static boolean contains(byte[] hashes, long hash) {
        ByteBuffer others = ByteBuffer.wrap(hashes);
        while (others.hasRemaining()) {
            if (others.getLong() == hash) {
                return true;
            }
        }
        return false;
    }

    private static byte[] appended(byte[] hashes, long hash, int most) {
        int from = Math.max(0, hashes.length + Long.BYTES - most * Long.BYTES);
        byte[] longer = Arrays.copyOfRange(hashes, from, hashes.length + Long.BYTES);
        ByteBuffer.wrap(longer).putLong(longer.length - Long.BYTES, hash);
        return longer;
    }
}
