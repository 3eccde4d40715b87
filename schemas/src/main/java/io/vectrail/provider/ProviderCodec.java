package io.vectrail.provider;

import java.util.Optional;
import java.util.Set;

/**
 * One provider's wire format. Implementations are pure, thread-safe and bounded by the body they are given: nothing in
 * it makes them slow or deep.
 */
public sealed interface ProviderCodec permits OpenAiCodec {

    /** The provider's name in the gateway document, such as {@code openai}. */
    String provider();

    /**
     * The operation that the provider has under this method and path.
     *
     * @param path below the connection's name, with its leading slash
     * @return empty for a route that is not known, and so is denied
     */
    Optional<Operation> operation(String method, String path);

    /** Reads a request body, already freed of its content encoding. */
    Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body);

    /** Reads the body of a successful response, already freed of its content encoding. */
    Reading<EmbeddingResponse> readResponse(Operation operation, byte[] body);

    /** The provider's own form of an error, so that its SDK raises its own exception. */
    byte[] error(ProviderError error);

    /** What a codec made of a body. */
    sealed interface Reading<T> {

        /** It is what the route takes. */
        record Read<T>(T value) implements Reading<T> {}

        /**
         * It is not. The reason names the field and what to do, and never quotes a text.
         *
         * @param reason for the caller
         */
        record Malformed<T>(String reason) implements Reading<T> {}
    }

    /**
     * One thing that a provider does.
     *
     * @param name such as {@code embeddings}
     * @param queryParameters the query parameters that pass
     */
    record Operation(String name, Set<String> queryParameters) {

        public Operation {
            queryParameters = Set.copyOf(queryParameters);
        }
    }
}
