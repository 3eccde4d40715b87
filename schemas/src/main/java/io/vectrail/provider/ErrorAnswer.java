package io.vectrail.provider;

import java.util.Map;

/**
 * A refusal in a provider's form.
 *
 * @param bytes its body, which is JSON
 * @param headers that the provider's SDK needs to know the error by, beside the body's
 */
public record ErrorAnswer(byte[] bytes, Map<String, String> headers) {

    public ErrorAnswer {
        headers = Map.copyOf(headers);
    }
}
