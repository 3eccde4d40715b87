package io.vectrail.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The JSON Schema (draft 2020-12) of the gateway document, for editors: keys, forms and bounds. What it lets pass may still not
 * validate; {@link DocumentReader} decides.
 */
public final class DocumentSchema {

    private static final String FILE = "gateway-document.schema.json";

    private DocumentSchema() {}

    /** Its text, in UTF-8. */
    public static byte[] json() {
        try (InputStream in = DocumentSchema.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("this build has no " + FILE);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
