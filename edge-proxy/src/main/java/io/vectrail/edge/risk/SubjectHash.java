package io.vectrail.edge.risk;

import io.vectrail.runtime.digest.Sha256;
import java.nio.ByteBuffer;

/**
 * The first 128 bits of the SHA-256 of a subject: nobody finds two subjects that share them, so that none stands for another.
 *
 * @param high never 0 together with low: that is an empty place
 */
record SubjectHash(long high, long low) {

    static SubjectHash of(String subject) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(subject));
        long high = hash.getLong();
        long low = hash.getLong();
        return new SubjectHash(high, high == 0 && low == 0 ? 1 : low);
    }
}
