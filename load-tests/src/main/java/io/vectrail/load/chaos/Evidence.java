package io.vectrail.load.chaos;

import java.util.Collection;
import java.util.List;

/**
 * All that a round left behind.
 *
 * @param seed of the requests
 * @param told by the clients, at most one for each key
 * @param seen by the upstream, at most one for each key
 * @param recorded from Kafka, in any order
 * @param chunks from Kafka, in any order
 * @param exchanges from the archive, as are parts and inputs
 */
record Evidence(
        long seed,
        Collection<Told> told,
        Collection<Seen> seen,
        List<Recorded> recorded,
        List<Chunk> chunks,
        List<Stored.Exchange> exchanges,
        List<Stored.Part> parts,
        List<Stored.Input> inputs) {}
