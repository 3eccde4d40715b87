package io.vectrail.streams.profile;

/** 64-bit hashes that are the same on every machine: FNV-1a over the characters, and SplitMix64's finalizer (Steele, Lea, Flood, 2014). */
final class Hash {

    static final long FNV_OFFSET = 0xcbf29ce484222325L;
    static final long FNV_PRIME = 0x100000001b3L;

    private Hash() {}

    /** Of the first characters of a text. */
    static long of(char[] text, int length) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ text[i]) * FNV_PRIME;
        }
        return mix(hash ^ length);
    }

    static long of(String text) {
        return of(text.toCharArray(), text.length());
    }

    /** Of a list of hashes. */
    static long join(long one, long other) {
        return mix(one * FNV_PRIME ^ other);
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
