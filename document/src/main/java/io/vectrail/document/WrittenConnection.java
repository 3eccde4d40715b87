package io.vectrail.document;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection as written. It may be wrong in several places; {@link DocumentReader} tells all.
 *
 * @param name first segment of the callers' path; there must be one
 * @param provider whose API it is; there must be one
 * @param target where its calls go; this or {@code targets}
 * @param targets in order of preference
 * @param ca PEM file in the operator's folder, in the place of the system's roots
 * @param http2 whether it is offered, or without TLS spoken
 * @param credential what the provider is shown, or {@code none}; this or {@code credentials}
 * @param credentials several, each with its validity
 * @param models that callers may ask for, by name or by its beginning and an asterisk
 * @param codec what the provider's codec is told
 * @param passthrough routes that are no embedding call and pass all the same
 * @param notInspected allow or deny: token ids that cannot be decoded
 * @param limits of one request
 */
record WrittenConnection(
        @Nullable String name,
        @Nullable String provider,
        @Nullable URI target,
        @Nullable List<URI> targets,
        @Nullable String ca,
        @Nullable Boolean http2,
        @Nullable String credential,
        @Nullable List<WrittenCredential> credentials,
        @Nullable List<String> models,
        @Nullable Map<String, String> codec,
        @Nullable List<String> passthrough,
        @Nullable String notInspected,
        Limits.@Nullable Written limits) {

    @Override
    public String toString() {
        return "WrittenConnection[" + name + "]";
    }
}
