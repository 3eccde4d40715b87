package io.vectrail.edge.provider.upstream;

import java.time.Duration;

/**
 * Bounds of the upstream client.
 *
 * @param connectionsPerThread most connections of one I/O thread to one target
 * @param waitingPerThread most calls of one I/O thread that wait for a connection to one target
 * @param connecting for looking a target's name up, and for the TCP connection and the TLS handshake with each address; also between two
 *     looks whether the other side of an HTTP/2 connection still lives
 * @param idle after which a kept connection is closed and not used any more: something on the way may have forgotten it
 */
public record UpstreamSettings(int connectionsPerThread, int waitingPerThread, Duration connecting, Duration idle) {

    /** 256 connections and 1000 waiting calls per thread and target, three seconds to connect, a minute and a half idle. */
    public static final UpstreamSettings DEFAULT =
            new UpstreamSettings(256, 1000, Duration.ofSeconds(3), Duration.ofSeconds(90));

    /**
     * For analyzers, which have the processors that they have: 16 connections and 4096 waiting calls per thread, a second to connect,
     * and 15 seconds idle.
     */
    public static final UpstreamSettings ANALYZERS =
            new UpstreamSettings(16, 4096, Duration.ofSeconds(1), Duration.ofSeconds(15));
}
