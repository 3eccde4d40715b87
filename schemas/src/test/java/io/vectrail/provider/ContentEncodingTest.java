package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingTest {

    @Test
    void gzipAndDeflateAreUndone() throws IOException {
        byte[] plain = "a text".repeat(1000).getBytes();
        assertThat(ContentEncoding.decode("gzip", gzip(plain), 1 << 20)).hasValue(plain);
        assertThat(ContentEncoding.decode(" GZIP ", gzip(plain), 1 << 20)).hasValue(plain);
        assertThat(ContentEncoding.decode("deflate", deflated(plain), 1 << 20)).hasValue(plain);
        assertThat(ContentEncoding.decode(null, plain, 1 << 20)).hasValue(plain);
        assertThat(ContentEncoding.decode("identity", plain, 1 << 20)).hasValue(plain);
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_000})
    void whatIsLargeIsUndoneToo(int size) throws IOException {
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);
        byte[] packed = gzip(plain);
        assertThat(ContentEncoding.decode("gzip", packed, size)).hasValue(plain);
        assertThat(ContentEncoding.decode("gzip", packed, size - 1)).isEmpty();
        assertThat(ContentEncoding.decode("gzip", Arrays.copyOf(packed, packed.length - 9), size))
                .isEmpty();
    }

    @Test
    void whatStandsBehindTheEndIsNotPassedOver() throws IOException {
        byte[] plain = "a text".repeat(1000).getBytes();
        byte[] more = gzip("b".getBytes());
        for (byte[] junk :
                new byte[][] {{0}, new byte[8], new byte[30], new byte[600], "{}".getBytes(), Arrays.copyOf(more, 12)
                }) {
            assertThat(ContentEncoding.decode("gzip", joined(gzip(plain), junk), 1 << 20))
                    .isEmpty();
            assertThat(ContentEncoding.decode("gzip", joined(gzip(plain), more, junk), 1 << 20))
                    .isEmpty();
            assertThat(ContentEncoding.decode("deflate", joined(deflated(plain), junk), 1 << 20))
                    .isEmpty();
        }
        assertThat(ContentEncoding.decode("deflate", joined(deflated(plain), deflated(plain)), 1 << 20))
                .isEmpty();
    }

    @Test
    void furtherMembersFollowOnTheFirst() throws IOException {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        assertThat(ContentEncoding.decode(
                        "gzip", joined(gzip("a".getBytes()), gzip(new byte[0]), gzip("b".getBytes())), 2))
                .hasValue("ab".getBytes());
        assertThat(ContentEncoding.decode("gzip", joined(gzip(large), gzip(large)), 6 << 20))
                .hasValue(joined(large, large));
    }

    /** RFC 1952, 2.3: extra field, name, comment and checksum of the header. */
    @Test
    void aMembersHeaderMayHaveAllThatThereIs() throws IOException {
        byte[] plain = gzip("a".getBytes());
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {31, (byte) 139, 8, 30, 0, 0, 0, 0, 0, 3, 2, 0, 7, 7, 'n', 0, 'c', 0});
        CRC32 sum = new CRC32();
        sum.update(header.toByteArray());
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] own = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
        assertThat(ContentEncoding.decode("gzip", joined(header.toByteArray(), own, rest), 10))
                .hasValue("a".getBytes());
        own[0]++;
        assertThat(ContentEncoding.decode("gzip", joined(header.toByteArray(), own, rest), 10))
                .isEmpty();
        for (int length = 1; length < header.size() + 2 + rest.length; length++) {
            assertThat(ContentEncoding.decode(
                            "gzip", Arrays.copyOf(joined(header.toByteArray(), own, rest), length), 10))
                    .isEmpty();
        }
    }

    @Test
    void aMemberThatIsDamagedIsNoBody() throws IOException {
        byte[] good = gzip("a text".getBytes());
        for (int at : new int[] {0, 1, 2, 3, good.length - 8, good.length - 4}) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) 0x80;
            assertThat(ContentEncoding.decode("gzip", bad, 100))
                    .as("byte " + at)
                    .isEmpty();
        }
        byte[] ofADictionary = {0x78, (byte) 0xbb, 0, 0, 0, 1, 3, 0};
        assertThat(ContentEncoding.decode("deflate", ofADictionary, 100)).isEmpty();
    }

    /** An answer without a body may keep the header of the one that it would have had. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "deflate", "br", "gzip, br", "identity"})
    void noBodyIsInEveryEncoding(String encoding) {
        assertThat(ContentEncoding.decode(encoding, new byte[0], 0)).hasValue(new byte[0]);
        assertThat(ContentEncoding.exceeds(encoding, new byte[0], 0)).isFalse();
    }

    @Test
    void aHundredThousandEmptyMembersAreNoBody() throws IOException {
        byte[] empty = gzip(new byte[0]);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            members.write(empty);
        }
        assertThat(ContentEncoding.decode("gzip", members.toByteArray(), 1 << 20))
                .isEmpty();
    }

    @Test
    void aBombIsCutOffAtTheBound() throws IOException {
        byte[] bomb = gzip(new byte[50 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(ContentEncoding.decode("gzip", bomb, 1 << 20)).isEmpty();
    }

    @Test
    void whatGrowsPastTheBoundIsToldFromWhatIsNotInItsEncoding() throws IOException {
        byte[] packed = gzip(new byte[5_000_000]);
        assertThat(ContentEncoding.exceeds("gzip", packed, 4_999_999)).isTrue();
        assertThat(ContentEncoding.exceeds("gzip", packed, 5_000_000)).isFalse();
        assertThat(ContentEncoding.exceeds("gzip", Arrays.copyOf(packed, packed.length - 9), 5_000_000))
                .isFalse();
        assertThat(ContentEncoding.exceeds("deflate", packed, 10)).isFalse();
        assertThat(ContentEncoding.exceeds("br", packed, 10)).isFalse();
        assertThat(ContentEncoding.exceeds(null, new byte[11], 10)).isTrue();
        assertThat(ContentEncoding.exceeds("identity", new byte[10], 10)).isFalse();
    }

    @Test
    void whatCannotBeReadIsNotGuessed() throws IOException {
        assertThat(ContentEncoding.decode("br", new byte[10], 1 << 20)).isEmpty();
        assertThat(ContentEncoding.decode("gzip, gzip", gzip(gzip(new byte[1])), 1 << 20))
                .isEmpty();
        assertThat(ContentEncoding.decode("gzip", "plain".getBytes(), 1 << 20)).isEmpty();
        byte[] cut = Arrays.copyOf(gzip(new byte[1000]), 20);
        assertThat(ContentEncoding.decode("gzip", cut, 1 << 20)).isEmpty();
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
        }
        return joined.toByteArray();
    }

    private static byte[] deflated(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
