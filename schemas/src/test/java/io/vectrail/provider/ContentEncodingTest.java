package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingTest {

    @Test
    void gzipAndDeflateAreUndone() throws IOException {
        byte[] plain = "a text".repeat(1000).getBytes();
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(plain);
        }
        assertThat(ContentEncoding.decode("gzip", gzip(plain), 1 << 20)).hasValue(plain);
        assertThat(ContentEncoding.decode(" GZIP ", gzip(plain), 1 << 20)).hasValue(plain);
        assertThat(ContentEncoding.decode("deflate", deflated.toByteArray(), 1 << 20))
                .hasValue(plain);
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

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
