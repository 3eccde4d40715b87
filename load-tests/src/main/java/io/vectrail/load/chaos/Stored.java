package io.vectrail.load.chaos;

import java.util.UUID;

/** Rows of the archive. */
final class Stored {

    private Stored() {}

    /** A row of {@code exchanges}; a body's hash is empty where none is recorded. */
    record Exchange(
            Recorded.Place place,
            UUID id,
            long sequence,
            String outcome,
            int status,
            String refusal,
            String requestSha,
            String responseSha) {}

    /** A row of {@code bodies}. */
    record Part(UUID exchange, boolean request, int index, Sha bytes) {}

    /** A row of {@code inputs}; {@code sum} is that of its floats' bits. */
    record Input(UUID exchange, int index, Sha text, int dimensions, long sum) {}
}
