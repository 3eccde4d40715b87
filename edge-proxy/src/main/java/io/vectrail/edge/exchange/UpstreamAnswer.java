package io.vectrail.edge.exchange;

/**
 * What the upstream said, read whole.
 *
 * @param status HTTP status
 * @param headers those that pass to the caller
 * @param body bytes on the wire
 * @param nanos from the call to the last byte
 */
public record UpstreamAnswer(int status, Headers headers, byte[] body, long nanos) {

    /** This answer, which came only after another that led nowhere: the upstream took the time of both. */
    public UpstreamAnswer after(UpstreamAnswer other) {
        return new UpstreamAnswer(status, headers, body, other.nanos + nanos);
    }
}
