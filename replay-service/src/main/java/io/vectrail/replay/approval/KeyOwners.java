package io.vectrail.replay.approval;

import io.vectrail.replay.publish.UnavailableException;
import java.util.Set;

/** Who is behind a caller that has a key of Vectrail's own in the place of an issuer's token. */
@FunctionalInterface
public interface KeyOwners {

    /**
     * Who created a key of this subject, those included that have ended.
     *
     * @throws UnavailableException when that is not known at present
     */
    Set<String> of(String subject);
}
