package io.vectrail.provider;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One provider's wire format, as one connection uses it. Implementations are pure, thread-safe and bounded by the path and the
 * body they are given: nothing in them makes them slow or deep. What they read says which bytes it stands in, so {@link Rewriting} can
 * change a text or a vector for all of them.
 */
public sealed interface ProviderCodec
        permits AzureOpenAiCodec,
                BedrockCodec,
                CohereCodec,
                CustomCodec,
                GeminiCodec,
                JinaCodec,
                OllamaCodec,
                OpenAiCodec,
                TeiCodec,
                VertexCodec,
                VoyageCodec {

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

    /** A header of the connection's choice that has the credential and nothing else; null where {@link #credentialForm} says it. */
    default @Nullable String credentialHeader() {
        return null;
    }

    /** The paths that the provider has. */
    Routes routes();

    /**
     * The operation that the provider has under this method and path.
     *
     * @param path below the connection's name, with its leading slash, still percent-encoded
     * @return empty for a route that is not known, and so is denied
     */
    default Optional<Operation> operation(String method, String path) {
        return routes().operation(method, path);
    }

    /**
     * Whether texts would be embedded under this method and path without being seen here, as in a batch that an upload brings.
     * No connection may let such a route pass. What {@link #operation} reads is seen, in exactly that spelling; another one might
     * be the same to the provider.
     *
     * @param path as it was asked for, without a slash at its end
     */
    default boolean unseen(String method, String path) {
        return operation(method, path).isEmpty() && routes().unseen(method, path.toLowerCase(Locale.ROOT));
    }

    /** The header in which the provider counts the tokens of a request, where the body does not; null where there is none. */
    default @Nullable String usageHeader() {
        return null;
    }

    /** The provider's own form of an error, so that its SDK raises its own exception. */
    ErrorAnswer error(ProviderError error);
}
