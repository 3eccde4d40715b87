package io.vectrail.load;

import java.nio.charset.StandardCharsets;

/** The request that everything here is measured with: a prompt of 1.3 KB that asks for its vector in base64. */
final class Embedding {

    private static final String BODY =
            "{\"model\":\"text-embedding-3-small\",\"encoding_format\":\"base64\",\"input\":\""
                    + "Please send the quarterly report to the board before noon. ".repeat(21) + "\"}";

    private Embedding() {}

    /** To the edge's connection {@code openai}, as the caller whose token this is. */
    static byte[] throughTheEdge(String token) {
        return request("/openai/v1/embeddings", token);
    }

    /** To the upstream itself. */
    static byte[] direct(String credential) {
        return request("/v1/embeddings", credential);
    }

    private static byte[] request(String path, String bearer) {
        return ("POST " + path
                        + " HTTP/1.1\r\nHost: edge\r\nContent-Type: application/json\r\nAuthorization: Bearer " + bearer
                        + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
