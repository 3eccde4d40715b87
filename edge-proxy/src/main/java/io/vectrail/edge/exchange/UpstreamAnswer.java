package io.vectrail.edge.exchange;

import java.net.URI;

/**
 * What the upstream said, read whole.
 *
 * @param status HTTP status
 * @param headers those that pass to the caller
 * @param body bytes on the wire
 * @param nanos from the call to the last byte, earlier attempts and pauses included
 * @param attempts how often the call was sent, or tried to be; 1 as a rule
 * @param target who answered
 */
public record UpstreamAnswer(int status, Headers headers, byte[] body, long nanos, int attempts, URI target) {}
