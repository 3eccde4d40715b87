package io.vectrail.edge;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;

/** A connection for each provider, and one upstream that answers as their references document it. */
abstract class ManyProviders extends EdgeAndUpstream {

    private final Map<String, String> answers = new ConcurrentHashMap<>();

    @BeforeEach
    final void answerAsDocumented() {
        upstream.answers(this::answer);
    }

    /** The connections, as the document has them: name, provider, keys of its own. */
    void connections(List<List<String>> connections) throws Exception {
        StringBuilder list = new StringBuilder();
        for (List<String> connection : connections) {
            list.append("""
                      - name: %1$s
                        provider: %2$s
                        target: %3$s/%1$s
                        credential: %4$s
                        models: ["good-*"]
                        %5$s
                    """.formatted(connection.get(0), connection.get(1), upstream.url(), SECRET, connection.get(2)));
        }
        edge.document.connections(list.toString());
    }

    /** What the upstream says to this path, which begins with the connection's name. */
    void answers(String path, String body) {
        answers.put(path, body);
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean base64 = new String(body, StandardCharsets.UTF_8).contains("\"encoding_format\":\"base64\"");
        String answer = answers.getOrDefault(base64 ? path + " base64" : path, "");
        exchange.getResponseHeaders().set("x-compute-tokens", "7");
        ScriptedUpstream.send(exchange, answer.isEmpty() ? 404 : 200, answer.isEmpty() ? "{}" : answer);
    }
}
