package io.vectrail.local.upstream;

import org.jspecify.annotations.Nullable;

/** An answer that refuses a request, in OpenAI's shape and words. */
final class ApiError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String param;
    private final @Nullable String code;

    ApiError(int status, String message, @Nullable String param, @Nullable String code) {
        super(message, null, false, false);
        this.status = status;
        this.param = param;
        this.code = code;
    }

    static ApiError badRequest(String message, @Nullable String param) {
        return new ApiError(400, message, param, null);
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String param() {
        return param;
    }

    @Nullable
    String code() {
        return code;
    }
}
