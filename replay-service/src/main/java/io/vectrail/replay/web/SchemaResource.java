package io.vectrail.replay.web;

import io.vectrail.document.DocumentSchema;
import java.util.Map;

/** {@code GET /gateway-document.schema.json}: the JSON Schema of gateway documents, for editors. */
final class SchemaResource implements Resource {

    @Override
    public Answer answer(Call call) {
        return new Answer.Bytes(200, "application/schema+json", DocumentSchema.json(), Map.of());
    }
}
