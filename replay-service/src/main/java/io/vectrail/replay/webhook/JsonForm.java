package io.vectrail.replay.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The facts for programs: {@code delivery}, {@code event}, {@code time}, {@code link}, and under the name of its kind what it is about. */
final class JsonForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonForm() {}

    static byte[] body(Notice notice) {
        Message message = notice.message();
        ObjectNode body = JSON.createObjectNode();
        body.put("delivery", notice.delivery().toString());
        body.put("event", message.event());
        body.put("time", message.at().toString());
        body.put("link", message.link().toASCIIString());
        body.set(message.kind(), JSON.valueToTree(message.data()));
        return bytes(body);
    }

    static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
