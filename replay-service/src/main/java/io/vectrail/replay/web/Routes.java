package io.vectrail.replay.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of routes. What is not in it is not answered. */
final class Routes {

    private final List<Route> table;

    Routes(List<Route> table) {
        this.table = List.copyOf(table);
    }

    /** A route that fits, with the values of its path's names. */
    record Match(Route route, Map<String, String> path) {}

    List<Route> table() {
        return table;
    }

    /** The first that fits. */
    Optional<Match> find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        return fitting(path)
                .filter(match -> match.route().method().equals(wanted))
                .findFirst();
    }

    /** What a path takes. */
    List<String> methods(String path) {
        return fitting(path).map(match -> match.route().method()).distinct().toList();
    }

    private Stream<Match> fitting(String path) {
        return table.stream()
                .flatMap(route -> route.pattern().match(path).stream().map(values -> new Match(route, values)));
    }
}
