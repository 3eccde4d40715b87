package io.vectrail.edge.exchange;

import java.net.URI;
import java.util.List;

/**
 * What the upstream said, read whole.
 *
 * @param status HTTP status
 * @param headers those that pass to the caller
 * @param body bytes on the wire
 * @param nanos from the call to the last byte, earlier attempts and pauses included
 * @param attempts how often the call was sent, or tried to be; 1 as a rule
 * @param targets that may have seen the request, in the order in which they were tried; the last one answered
 */
public record UpstreamAnswer(int status, Headers headers, byte[] body, long nanos, int attempts, List<URI> targets) {

    /** Whether the upstream did not accept the credential that it was shown. */
    public boolean rejectsCredential() {
        return status == 401 || status == 403;
    }
}
