package io.vectrail.provider;

import java.util.Map;

/**
 * An error as AWS's services have it, with the names of Bedrock's.
 *
 * <p>Source: Smithy, "AWS restJson1 protocol", operation errors; Amazon Bedrock API Reference, "InvokeModel", errors.
 */
final class RestJsonError {

    private RestJsonError() {}

    static ErrorAnswer of(ProviderError error) {
        return ErrorBody.ofLine("message", error).with("code", error.code()).answer(headers(error));
    }

    /**
     * By one header, and not by the status, SDKs choose their exception. The other has the message of a 401, which AWS never
     * answers: the JDK's client, for one, keeps its body from the SDK.
     */
    private static Map<String, String> headers(ProviderError error) {
        String type = exception(error.status());
        return error.status() == 401
                ? Map.of(
                        "x-amzn-ErrorType",
                        type,
                        "x-amzn-error-message",
                        ErrorBody.line(error).replaceAll("[^ -~]", "?"))
                : Map.of("x-amzn-ErrorType", type);
    }

    private static String exception(int status) {
        return switch (status) {
            case 401, 403 -> "AccessDeniedException";
            case 404 -> "ResourceNotFoundException";
            case 429 -> "ThrottlingException";
            case 503 -> "ServiceUnavailableException";
            case 504 -> "ModelTimeoutException";
            default -> status < 500 ? "ValidationException" : "InternalServerException";
        };
    }
}
