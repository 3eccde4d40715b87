package io.vectrail.provider;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One provider's wire format, as one connection uses it. Implementations are pure, thread-safe and bounded by the body they
 * are given: nothing in it makes them slow or deep. What they read says which bytes it stands in, so {@link Rewriting} can
 * change a text or a vector for all of them.
 */
public sealed interface ProviderCodec permits OpenAiCodec, AzureOpenAiCodec, GeminiCodec, VertexCodec {

    /** The provider's name in the gateway document, such as {@code openai}. */
    String provider();

    /** What the connection told the codec of itself; with {@link #provider} all that it takes to read a record again. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Where the gateway's credential belongs in a request. */
    default CredentialForm credentialForm() {
        return CredentialForm.BEARER;
    }

    /**
     * The operation that the provider has under this method and path.
     *
     * @param path below the connection's name, with its leading slash, still percent-encoded
     * @return empty for a route that is not known, and so is denied
     */
    Optional<Operation> operation(String method, String path);

    /**
     * Whether texts would be embedded under this method and path without being seen here, as in a batch that an upload brings.
     * No connection may let such a route pass.
     *
     * @param path in lower case, without a slash at its end
     */
    default boolean unseen(String method, String path) {
        return false;
    }

    /** Reads a request body, already freed of its content encoding. */
    Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body);

    /**
     * Reads the body of a successful response, already freed of its content encoding.
     *
     * @param request what was asked: some answers cannot be read without it
     */
    Reading<EmbeddingResponse> readResponse(Operation operation, EmbeddingRequest request, byte[] body);

    /** The header in which the provider counts the tokens of a request, where the body does not; null where there is none. */
    default @Nullable String usageHeader() {
        return null;
    }

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
     * @param model that the path names; null where the body does
     * @param queryParameters the query parameters that pass: a name, or {@code name=value} where only that value may
     */
    record Operation(String name, @Nullable String model, Set<String> queryParameters) {

        public Operation {
            queryParameters = Set.copyOf(queryParameters);
        }

        Operation(String name) {
            this(name, null, Set.of());
        }
    }
}
