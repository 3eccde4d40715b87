package io.vectrail.replay.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** {@code GET /openapi.yaml}: the API's description. */
final class OpenApiResource implements Resource {

    private final byte[] document = read();

    @Override
    public Answer answer(Call call) {
        return new Answer.Bytes(200, "application/yaml", document, Map.of("Cache-Control", "no-cache"));
    }

    static byte[] read() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the program's jar has no openapi.yaml; build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
