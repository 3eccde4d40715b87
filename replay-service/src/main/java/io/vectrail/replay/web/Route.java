package io.vectrail.replay.web;

/**
 * One call that the service answers.
 *
 * @param method GET, POST or DELETE; a GET answers HEAD as well
 * @param pattern its path
 * @param access who may use it
 * @param cost what it takes to answer
 * @param resource what answers
 */
record Route(String method, RoutePattern pattern, Access access, Cost cost, Resource resource) {

    Route {
        if (access == null) {
            throw new IllegalArgumentException(method + " " + pattern.template() + " does not say who may use it");
        }
    }

    /** What it takes to answer. */
    enum Cost {
        /** Memory alone: always answered. */
        NONE,
        /** The archive's time: bounded in number. */
        QUERY,
        /** The archive's time for as long as the caller reads: bounded in number, apart from the others. */
        DOWNLOAD
    }

    static Route of(String method, String template, Access access, Cost cost, Resource resource) {
        return new Route(method, new RoutePattern(template), access, cost, resource);
    }
}
