package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

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

    @Test
    void aBombIsCutOffAtTheBound() throws IOException {
        byte[] bomb = gzip(new byte[50 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(ContentEncoding.decode("gzip", bomb, 1 << 20)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotGuessed() throws IOException {
        assertThat(ContentEncoding.decode("br", new byte[10], 1 << 20)).isEmpty();
        assertThat(ContentEncoding.decode("gzip, gzip", gzip(gzip(new byte[1])), 1 << 20))
                .isEmpty();
        assertThat(ContentEncoding.decode("gzip", "plain".getBytes(), 1 << 20)).isEmpty();
        byte[] cut = java.util.Arrays.copyOf(gzip(new byte[1000]), 20);
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
