package io.vectrail.provider;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One thing that a provider does, which reads its own bodies. */
public final class Operation {

    /** What the providers' own parameters look like; no token, nor a part of one that would be of use, is so short. */
    private static final Pattern PLAIN = Pattern.compile("[^=]++(?:=[A-Za-z0-9._~:,;$%-]{0,64}+)?");

    private final String name;
    private final @Nullable String model;
    private final Set<String> queryParameters;
    private final @Nullable Format format;

    private Operation(String name, @Nullable String model, Set<String> queryParameters, @Nullable Format format) {
        this.name = name;
        this.model = model;
        this.queryParameters = Set.copyOf(queryParameters);
        this.format = format;
    }

    /** One whose body names the model, and that takes no query. */
    static Operation of(String name, Format format) {
        return of(name, null, Set.of(), format);
    }

    /**
     * One that a codec reads.
     *
     * @param name such as {@code embeddings}
     * @param model that the path or the connection names; null where the body does
     * @param queryParameters that pass: a name, or {@code name=value} where only that value may
     */
    static Operation of(String name, @Nullable String model, Set<String> queryParameters, Format format) {
        return new Operation(name, model, queryParameters, format);
    }

    /**
     * One that a connection lets pass, whose bodies nobody reads.
     *
     * @param queryParameters names of those that pass
     */
    public static Operation passthrough(Set<String> queryParameters) {
        return new Operation("passthrough", null, queryParameters, null);
    }

    /** Such as {@code embeddings}. */
    public String name() {
        return name;
    }

    /** What the path or the connection names; null where the body does. */
    @Nullable
    String model() {
        return model;
    }

    /** The query parameters that pass: a name, or {@code name=value} where only that value may. */
    public Set<String> queryParameters() {
        return queryParameters;
    }

    /**
     * Whether it takes this parameter of a query. Of one that a codec knows the value has at most 64 characters.
     *
     * @param parameter as it stands between two ampersands; nothing here decodes it
     */
    public boolean takes(String parameter) {
        if (format != null && !PLAIN.matcher(parameter).matches()) {
            return false;
        }
        return queryParameters.contains(parameter)
                || queryParameters.contains(parameter.split("=", 2)[0]);
    }

    /** Whether nobody reads its bodies. */
    public boolean passesThrough() {
        return format == null;
    }

    /**
     * Reads a request.
     *
     * @param plain the body, freed of its content encoding
     * @param mostInputs with one more the request is malformed, and what comes after it is not read
     * @throws IllegalStateException when it passes through
     */
    public Reading<EmbeddingRequest> readRequest(byte[] plain, int mostInputs) {
        return format().readRequest(model, plain, mostInputs);
    }

    /**
     * Reads a successful answer.
     *
     * @param asked some answers cannot be read without it
     * @param plain the body, freed of its content encoding
     * @throws IllegalStateException when it passes through
     */
    public Reading<EmbeddingResponse> readResponse(EmbeddingRequest asked, byte[] plain) {
        return format().readResponse(asked, plain);
    }

    private Format format() {
        if (format == null) {
            throw new IllegalStateException("nobody reads the bodies of what passes through");
        }
        return format;
    }
}
