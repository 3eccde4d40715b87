package io.vectrail.provider;

import io.vectrail.provider.ProviderCodec.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The paths that a provider has, each taken by POST alone. Several may have one operation, if it is one and the same. */
final class Routes {

    private final Map<String, Route> byPath = new LinkedHashMap<>();
    private final Map<String, Route> byOperation = new LinkedHashMap<>();

    Routes with(String path, Route route) {
        byPath.put(path, route);
        byOperation.put(route.operation().name(), route);
        return this;
    }

    Optional<Operation> operation(String method, String path) {
        return method.equals("POST") ? Optional.ofNullable(byPath.get(path)).map(Route::operation) : Optional.empty();
    }

    Route of(Operation operation) {
        Route route = byOperation.get(operation.name());
        if (route == null) {
            throw new IllegalArgumentException("another codec's operation: " + operation.name());
        }
        return route;
    }
}
