package io.vectrail.replay.web;

import io.vectrail.replay.publish.UnavailableException;
import java.util.Map;
import java.util.function.Supplier;

/** A call that is answered with a problem (RFC 9457). The detail says what to do, and never repeats what was sent. */
final class ProblemException extends RuntimeException {

    private final int status;
    private final String title;
    private final transient Map<String, String> headers;
    private final transient Map<String, Object> members;

    ProblemException(int status, String title, String detail, Map<String, String> headers) {
        this(status, title, detail, headers, Map.of());
    }

    /** @param members what the problem says beside, for programs (RFC 9457, 3.2) */
    ProblemException(
            int status, String title, String detail, Map<String, String> headers, Map<String, Object> members) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.headers = Map.copyOf(headers);
        this.members = Map.copyOf(members);
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

    /** The answer to a question of which the answer may be unavailable at present. */
    static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (UnavailableException e) {
            throw busy(String.valueOf(e.getMessage()));
        }
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

    Map<String, Object> members() {
        return members;
    }
}
