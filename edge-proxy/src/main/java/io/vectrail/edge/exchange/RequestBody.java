package io.vectrail.edge.exchange;

import java.util.concurrent.CompletionStage;

/** A request's body, not read yet. */
public interface RequestBody {

    /** Bytes that Content-Length announces; -1 when it does not. */
    long announced();

    /**
     * Reads it whole.
     *
     * @param mostBytes beyond it the stage fails with a {@link RefusedException} ({@code request_too_large})
     */
    CompletionStage<byte[]> read(long mostBytes);
}
