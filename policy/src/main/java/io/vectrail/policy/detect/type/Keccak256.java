package io.vectrail.policy.detect.type;

/**
 * The hash that Ethereum uses: Keccak[512] of 256 bits with the padding from before FIPS 202, which the platform's SHA3-256 has
 * not. For messages of one block.
 */
final class Keccak256 {

    private static final int ROUNDS = 24;
    private static final int RATE = 136;
    private static final long[] CONSTANTS = constants();

    private Keccak256() {}

    /** @param message shorter than 136 bytes */
    static byte[] of(byte[] message) {
        if (message.length >= RATE) {
            throw new IllegalArgumentException("a message of one block has less than " + RATE + " bytes");
        }
        long[] state = new long[25];
        for (int i = 0; i < message.length; i++) {
            state[i / 8] ^= (message[i] & 0xffL) << (i % 8 * 8);
        }
        state[message.length / 8] ^= 1L << (message.length % 8 * 8);
        state[RATE / 8 - 1] ^= 1L << 63;
        permute(state);
        byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (state[i / 8] >>> (i % 8 * 8));
        }
        return hash;
    }

    /** Keccak-f[1600] (FIPS 202, 3.3). */
    private static void permute(long[] state) {
        for (int round = 0; round < ROUNDS; round++) {
            theta(state);
            rhoAndPi(state);
            chi(state);
            state[0] ^= CONSTANTS[round];
        }
    }

    /** What each round adds, from a register of eight bits (FIPS 202, 3.2.5). */
    private static long[] constants() {
        long[] constants = new long[ROUNDS];
        int feedback = 1;
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j <= 6; j++) {
                feedback = ((feedback << 1) ^ ((feedback >> 7) * 0x71)) & 0xff;
                constants[round] ^= (feedback & 2) == 2 ? 1L << ((1 << j) - 1) : 0;
            }
        }
        return constants;
    }

    private static void theta(long[] s) {
        long a = s[0] ^ s[5] ^ s[10] ^ s[15] ^ s[20];
        long b = s[1] ^ s[6] ^ s[11] ^ s[16] ^ s[21];
        long c = s[2] ^ s[7] ^ s[12] ^ s[17] ^ s[22];
        long d = s[3] ^ s[8] ^ s[13] ^ s[18] ^ s[23];
        long e = s[4] ^ s[9] ^ s[14] ^ s[19] ^ s[24];
        for (int y = 0; y < 25; y += 5) {
            s[y] ^= e ^ Long.rotateLeft(b, 1);
            s[y + 1] ^= a ^ Long.rotateLeft(c, 1);
            s[y + 2] ^= b ^ Long.rotateLeft(d, 1);
            s[y + 3] ^= c ^ Long.rotateLeft(e, 1);
            s[y + 4] ^= d ^ Long.rotateLeft(a, 1);
        }
    }

    /** Written out: the lanes move in one cycle, from the last to the first. */
    private static void rhoAndPi(long[] s) {
        long first = s[1];
        s[1] = Long.rotateLeft(s[6], 44);
        s[6] = Long.rotateLeft(s[9], 20);
        s[9] = Long.rotateLeft(s[22], 61);
        s[22] = Long.rotateLeft(s[14], 39);
        s[14] = Long.rotateLeft(s[20], 18);
        s[20] = Long.rotateLeft(s[2], 62);
        s[2] = Long.rotateLeft(s[12], 43);
        s[12] = Long.rotateLeft(s[13], 25);
        s[13] = Long.rotateLeft(s[19], 8);
        s[19] = Long.rotateLeft(s[23], 56);
        s[23] = Long.rotateLeft(s[15], 41);
        s[15] = Long.rotateLeft(s[4], 27);
        s[4] = Long.rotateLeft(s[24], 14);
        s[24] = Long.rotateLeft(s[21], 2);
        s[21] = Long.rotateLeft(s[8], 55);
        s[8] = Long.rotateLeft(s[16], 45);
        s[16] = Long.rotateLeft(s[5], 36);
        s[5] = Long.rotateLeft(s[3], 28);
        s[3] = Long.rotateLeft(s[18], 21);
        s[18] = Long.rotateLeft(s[17], 15);
        s[17] = Long.rotateLeft(s[11], 10);
        s[11] = Long.rotateLeft(s[7], 6);
        s[7] = Long.rotateLeft(s[10], 3);
        s[10] = Long.rotateLeft(first, 1);
    }

    private static void chi(long[] s) {
        for (int y = 0; y < 25; y += 5) {
            long a = s[y];
            long b = s[y + 1];
            long c = s[y + 2];
            long d = s[y + 3];
            long e = s[y + 4];
            s[y] = a ^ (~b & c);
            s[y + 1] = b ^ (~c & d);
            s[y + 2] = c ^ (~d & e);
            s[y + 3] = d ^ (~e & a);
            s[y + 4] = e ^ (~a & b);
        }
    }
}
