package io.vectrail.provider;

import io.vectrail.provider.ProviderCodec.Operation;
import io.vectrail.provider.ProviderCodec.Reading;
import io.vectrail.provider.json.Shape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One path of a provider.
 *
 * @param operation what it does
 * @param inputs what a request calls its inputs, for the error where there are none
 * @param request the body of a request
 * @param vectors what an answer calls its vectors, for the error where there are none
 * @param response the body of an answer
 */
record Route(
        Operation operation,
        String inputs,
        Shape<RequestDraft> request,
        String vectors,
        Shape<ResponseDraft> response) {

    Route(String name, String inputs, Shape<RequestDraft> request, String vectors, Shape<ResponseDraft> response) {
        this(new Operation(name), inputs, request, vectors, response);
    }

    /**
     * Reads a request.
     *
     * @param model where the body names none
     */
    Reading<EmbeddingRequest> readRequest(byte[] body, @Nullable String model) {
        return Readings.of(() -> RequestDraft.of(body, request, model).request(inputs, Optional.empty()));
    }

    /** Reads an answer. */
    Reading<EmbeddingResponse> readResponse(EmbeddingRequest asked, byte[] body) {
        return Readings.of(() -> ResponseDraft.of(body, asked, response).response(vectors));
    }
}
