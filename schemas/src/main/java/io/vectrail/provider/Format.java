package io.vectrail.provider;

import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the bodies of an operation are read.
 *
 * @param inputs what a request calls its inputs, for the error where there are none
 * @param request the body of a request
 * @param tokenizers for token ids, by the model that is asked for
 * @param vectors what an answer calls its vectors, for the error where there are none
 * @param response the body of an answer
 */
record Format(
        String inputs,
        Shape<RequestDraft> request,
        Function<String, Optional<Tokenizer>> tokenizers,
        String vectors,
        Shape<ResponseDraft> response) {

    /** One whose token ids nobody decodes, if it has any: a model that is called as one of OpenAI's may still be another. */
    Format(String inputs, Shape<RequestDraft> request, String vectors, Shape<ResponseDraft> response) {
        this(inputs, request, Tokenizer::unknown, vectors, response);
    }

    /**
     * Reads a request.
     *
     * @param model null where the body names it
     * @param mostInputs with one more it is malformed
     */
    Reading<EmbeddingRequest> readRequest(@Nullable String model, byte[] plain, int mostInputs) {
        return reading(() -> RequestDraft.of(plain, request, model, mostInputs).request(inputs, tokenizers));
    }

    /** Reads an answer. */
    Reading<EmbeddingResponse> readResponse(EmbeddingRequest asked, byte[] plain) {
        return reading(() -> ResponseDraft.of(plain, asked, response).response(vectors));
    }

    private interface Body<T> {
        T read() throws MalformedBodyException;
    }

    private static <T> Reading<T> reading(Body<T> body) {
        try {
            return new Reading.Read<>(body.read());
        } catch (MalformedBodyException e) {
            return new Reading.Malformed<>(e.reason());
        }
    }
}
