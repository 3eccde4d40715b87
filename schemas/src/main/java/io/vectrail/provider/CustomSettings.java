package io.vectrail.provider;

import io.vectrail.provider.json.JsonPath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a connection says of an API that has no codec of its own.
 *
 * @param path the route, exactly
 * @param texts to strings; each is an input
 * @param vectors to arrays of numbers or base64; each is the next input's vector
 * @param vectorType of what the vectors are, such as {@code int8}; {@code float} where it is not given
 * @param model its name; null where the request has it
 * @param modelAt to its name; empty where the connection has it
 * @param query the parameters that pass, given with commas; none where it is not given
 * @param credentialHeader the header that has the gateway's credential; null for Authorization, as a bearer
 */
record CustomSettings(
        String path,
        List<JsonPath> texts,
        List<JsonPath> vectors,
        VectorType vectorType,
        @Nullable String model,
        List<JsonPath> modelAt,
        Set<String> query,
        @Nullable String credentialHeader) {

    /** Paths are JSONPath, one or several with commas; {@code model} is one where it begins with $. */
    static final Set<String> NAMES =
            Set.of("path", "texts", "vectors", "vectorType", "model", "query", "credentialHeader");

    private static final Pattern PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~!$&'()*+,;=:@-]++)++");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /**
     * What says how a message is framed, routed, kept or read, who sent it, for which trace and on whose account, or never passes:
     * with a credential there it would be another one, or none.
     */
    private static final Pattern NO_CREDENTIAL = Pattern.compile(
            "accept.*|b3|baggage|cache-control|connection|content-.*|cookie2?|date|expect|forwarded|host|http2-settings|if-.*"
                    + "|keep-alive|max-forwards|openai-organization|openai-project|origin|pragma|priority|proxy-.*|range|referer"
                    + "|set-cookie2?|te|trailer|traceparent|tracestate|transfer-encoding|upgrade|user-agent|via|x-b3-.*"
                    + "|x-envoy-.*|x-forwarded-.*|x-goog-user-project|x-hf-bill-to|x-host|x-http-method.*|x-method-override"
                    + "|x-original-.*|x-rewrite-.*|x-vectrail-.*",
            Pattern.CASE_INSENSITIVE);

    /**
     * Checks and reads them.
     *
     * @throws IllegalArgumentException when one is missing or wrong; says which, and what it may be
     */
    static CustomSettings of(Map<String, String> given) {
        String model = given.getOrDefault("model", "default");
        boolean inRequest = model.startsWith("$");
        return new CustomSettings(
                matching("path", PATH, required(given, "path")),
                JsonPath.list(required(given, "texts")),
                JsonPath.list(required(given, "vectors")),
                vectorType(given.getOrDefault("vectorType", "float")),
                inRequest ? null : model,
                inRequest ? oneValue(JsonPath.list(model)) : List.of(),
                parameters(given.getOrDefault("query", "")),
                header(given.get("credentialHeader")));
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("provider custom needs the codec setting " + name);
        }
        return value;
    }

    private static String matching(String name, Pattern pattern, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must match " + pattern);
        }
        return value;
    }

    /** Of two names in one request the rules would see one, and the API perhaps take the other. */
    private static List<JsonPath> oneValue(List<JsonPath> paths) {
        if (paths.size() != 1 || paths.getFirst().segments().contains(new JsonPath.Segment.Each())) {
            throw new IllegalArgumentException("model must be one JSONPath, to one value: without [*] and .*");
        }
        return paths;
    }

    private static VectorType vectorType(String word) {
        VectorType type = OutputTypes.BY_WORD.get(word);
        if (type == null) {
            throw new IllegalArgumentException("vectorType must be one of "
                    + OutputTypes.BY_WORD.keySet().stream().sorted().toList());
        }
        return type;
    }

    private static Set<String> parameters(String query) {
        return query.isBlank()
                ? Set.of()
                : Arrays.stream(query.strip().split(" *, *", -1))
                        .map(name -> matching("query", PARAMETER, name))
                        .collect(Collectors.toSet());
    }

    private static @Nullable String header(@Nullable String name) {
        if (name != null
                && NO_CREDENTIAL
                        .matcher(matching("credentialHeader", HEADER, name))
                        .matches()) {
            throw new IllegalArgumentException(
                    "credentialHeader must be a header that has a credential and nothing else," + " such as X-API-Key; "
                            + name + " means something of its own");
        }
        return name;
    }
}
