package io.vectrail.edge.provider.upstream;

/**
 * Bounds of the upstream client.
 *
 * @param connectionsPerThread most connections of one I/O thread to one target
 * @param waitingPerThread most calls of one I/O thread that wait for a connection to one target
 */
public record UpstreamSettings(int connectionsPerThread, int waitingPerThread) {

    /** 256 connections and 1000 waiting calls per thread and target. */
    public static final UpstreamSettings DEFAULT = new UpstreamSettings(256, 1000);
}
