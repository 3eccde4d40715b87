package io.vectrail.replay.web;

import java.util.Map;

/** A call that is answered with a problem (RFC 9457). The detail says what to do, and never repeats what was sent. */
final class ProblemException extends RuntimeException {

    private final int status;
    private final String title;
    private final transient Map<String, String> headers;

    ProblemException(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.headers = Map.copyOf(headers);
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad request", detail, Map.of());
    }

    static ProblemException unauthenticated(String detail) {
        return new ProblemException(
                401, "Not signed in", detail, Map.of("WWW-Authenticate", "Bearer realm=\"vectrail\""));
    }

    static ProblemException forbidden(String detail) {
        return new ProblemException(403, "Not permitted", detail, Map.of());
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not found", detail, Map.of());
    }

    static ProblemException busy(String detail) {
        return new ProblemException(503, "Not available", detail, Map.of("Retry-After", "2"));
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    Map<String, String> headers() {
        return headers;
    }
}
