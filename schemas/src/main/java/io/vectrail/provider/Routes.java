package io.vectrail.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths of a provider: those that a codec reads, each taken by POST alone, and those that nobody may let pass. */
public final class Routes {

    /** Longest name of a model that a path may have, as it is written there: every provider's are shorter. */
    static final int MOST_MODEL_CHARACTERS = 256;

    /**
     * Where texts are embedded, whoever the provider is, and where servers such as vLLM, Jina's, DeepInfra's (any model) and Hugging
     * Face's do so under another name.
     */
    private static final Pattern EMBEDS =
            Pattern.compile("embed|feature-extraction|/(?:pooling|invocations|multi-vector|v[0-9]+/inference)(?:/|$)");

    /** Where texts are put that are embedded later, alone or in a batch, under whatever else the path has. */
    private static final Pattern STORES =
            Pattern.compile("/(?:batch|batches|files|uploads|vector_stores|ingest|ingestion|ingestion-jobs)(?:/|$)");

    private static final String EMBED = "embed";

    /** What a path may have before its provider's own, such as the root that LiteLLM is served under; for {@link #Routes(Pattern)}. */
    static final String ROOT = "(?:/.*)?";

    private static final Pattern NONE = Pattern.compile("(?!)");

    private final Pattern unseen;
    private final Map<String, Operation> byPath = new LinkedHashMap<>();
    private final Map<Pattern, Function<String, Optional<Operation>>> byModel = new LinkedHashMap<>();

    /** None that is read yet, of a provider that embeds, and stores what is embedded, only where the path says so. */
    Routes() {
        this(NONE);
    }

    /**
     * None that is read yet.
     *
     * @param unseen what else embeds texts without their being seen here: lower case, without a slash at its end
     */
    Routes(Pattern unseen) {
        this.unseen = unseen;
    }

    Routes with(String path, Operation operation) {
        byPath.put(path, operation);
        return this;
    }

    /**
     * Paths that name the model.
     *
     * @param path its first group is the model
     * @param operation empty for a model whose bodies cannot be read
     */
    Routes with(Pattern path, Function<String, Optional<Operation>> operation) {
        byModel.put(path, operation);
        return this;
    }

    Optional<Operation> operation(String method, String path) {
        if (!method.equals("POST")) {
            return Optional.empty();
        }
        Operation fixed = byPath.get(path);
        return fixed == null ? ofModel(path) : Optional.of(fixed);
    }

    private Optional<Operation> ofModel(String path) {
        for (Map.Entry<Pattern, Function<String, Optional<Operation>>> route : byModel.entrySet()) {
            Matcher matcher = route.getKey().matcher(path);
            if (matcher.matches() && matcher.group(1).length() <= MOST_MODEL_CHARACTERS) {
                return route.getValue().apply(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether texts would be embedded there without being seen, if it is none of the paths that are read.
     *
     * @param path in lower case
     */
    boolean unseen(String method, String path) {
        return unseen.matcher(path).matches()
                || STORES.matcher(path).find()
                || (EMBEDS.matcher(path).find() && !(method.equals("GET") && model(path)));
    }

    /** A model that is only asked for embeds nothing, whatever it is called; behind a colon may stand what is done with it. */
    private static boolean model(String path) {
        int colon = path.lastIndexOf(':');
        return path.contains("/models/") && (colon < 0 || !path.substring(colon).contains(EMBED));
    }
}
