package io.vectrail.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths of a provider: those that a codec reads, each taken by POST alone, and those that nobody may let pass. */
public final class Routes {

    private final Pattern unseen;
    private final Map<String, Operation> byPath = new LinkedHashMap<>();
    private final Map<Pattern, Function<String, Optional<Operation>>> byModel = new LinkedHashMap<>();

    /**
     * None that is read yet.
     *
     * @param unseen what embeds texts without their being seen here: lower case, without a slash at its end
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
            if (matcher.matches()) {
                return route.getValue().apply(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    boolean unseen(String path) {
        return unseen.matcher(path).matches();
    }
}
