package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection for a provider's own SDK to call, and what arrived upstream. */
abstract class OneSdk extends EdgeAndUpstream {

    private volatile @Nullable String path;
    private volatile Headers headers = new Headers();

    /** @param keys of the one connection beside target and credential, as YAML in braces would have them */
    void connection(String keys) throws IOException {
        edge.document.connections(
                "  - { target: \"" + upstream.url() + "\", credential: " + SECRET + ", " + keys + " }");
    }

    void answers(int status, String body) {
        upstream.answers((exchange, asked) -> {
            seen(exchange);
            ScriptedUpstream.send(exchange, status, body);
        });
    }

    private void seen(HttpExchange exchange) {
        path = exchange.getRequestURI().toString();
        headers = exchange.getRequestHeaders();
    }

    /** Path and query with which the upstream was asked; null where it was not. */
    @Nullable
    String path() {
        return path;
    }

    /** Of all headers this one alone has a credential, and nothing has the caller's. */
    void assertCredential(String header, String value) {
        assertThat(headers.get(header)).isEqualTo(List.of(value));
        headers.forEach((name, values) -> {
            assertThat(String.join("\n", values)).as(name).doesNotContain(token);
            if (!name.equalsIgnoreCase(header)) {
                assertThat(String.join("\n", values)).as(name).doesNotContain(SECRET);
            }
        });
        assertThat(headers.keySet().stream()
                        .filter(name -> List.of("Authorization", "Api-key", "X-api-key", "X-goog-api-key")
                                .contains(name)))
                .hasSize(1);
    }
}
