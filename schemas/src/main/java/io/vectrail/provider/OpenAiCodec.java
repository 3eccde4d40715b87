package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OpenAI's embeddings route.
 *
 * <p>Source: OpenAI API reference, "Create embeddings" (POST /v1/embeddings) and "Error codes".
 */
final class OpenAiCodec implements ProviderCodec {

    private static final Operation EMBEDDINGS = new Operation("embeddings", Set.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public Optional<Operation> operation(String method, String path) {
        return method.equals("POST") && path.equals("/v1/embeddings") ? Optional.of(EMBEDDINGS) : Optional.empty();
    }

    @Override
    public Reading<EmbeddingRequest> readRequest(Operation operation, byte[] body) {
        return OpenAiRequestReader.read(body);
    }

    @Override
    public Reading<EmbeddingResponse> readResponse(Operation operation, byte[] body) {
        return OpenAiResponseReader.read(body);
    }

    @Override
    public byte[] error(ProviderError error) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("message", error.message());
        detail.put("type", type(error.status()));
        detail.put("param", null);
        detail.put("code", error.code());
        try {
            return JSON.writeValueAsBytes(Map.of("error", detail));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
