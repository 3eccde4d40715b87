package io.vectrail.edge.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.document.AllowList;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.DocumentReader;
import io.vectrail.edge.exchange.Arrivals;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and heads, whatever the listener before it refuses by itself. */
class RoutingTest {

    private static final CheckedDocument DOCUMENT = new DocumentReader(
                    new AllowList(List.of("api.example.com:443"), null, null, true), Map.of(), null, null)
            .read("doc.yaml", """
                    version: 1
                    connections:
                      - name: openai
                        provider: openai
                        target: https://api.example.com
                        credential: none
                        passthrough: ["GET /v1/models?limit"]
                    """.getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(strings = {"limit=%zz", "limit=%", "limit=1%2", "limit=%25%2x", "limit=%%25", "limit&limit=%-1"})
    void aPercentSignThatBeginsNoEscapeIsRefused(String query) {
        assertThatThrownBy(() -> Routing.route(asked(query)))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.INVALID_REQUEST);
                    assertThat(refused.refusal().message()).contains("%25");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "limit", "limit=3", "limit=%25zz", "limit=%aF&limit=%00", "limit=[a]:@/?!$'()*+,;-._~"})
    void anyOtherPasses(String query) {
        assertThat(Routing.route(asked(query)).operation().name()).isEqualTo("passthrough");
    }

    @Test
    void aLongQueryIsNoTrouble() {
        assertThat(Routing.route(asked("limit=" + "%20x".repeat(100_000)))
                        .operation()
                        .name())
                .isEqualTo("passthrough");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit={",
                "limit=}",
                "limit=|",
                "limit=\\",
                "limit=^",
                "limit=\"",
                "limit=<",
                "limit=>",
                "limit=`",
                "limit= ",
                "limit=\u0000",
                "limit=\t",
                "limit=\u007f",
                "limit=\u00e4",
                "limit=\ud83d\ude00",
                "limit=#"
            })
    void aCharacterThatNoQueryHasIsRefusedAndTheMessageSaysToEncodeIt(String query) {
        assertThatThrownBy(() -> Routing.route(asked(query)))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.INVALID_REQUEST);
                    assertThat(refused.refusal().message()).contains("encode");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-encoding",
                "Content-Type",
                "close, Content-Encoding",
                "keep-alive,content-length",
                "Host",
                "Authorization",
                "close, x-api-key"
            })
    void aConnectionHeaderThatNamesWhatTheReadingReliesOnIsRefused(String names) {
        assertThatThrownBy(() -> Routing.route(asked("", new Header("Connection", names))))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.INVALID_REQUEST);
                    assertThat(refused.refusal().message()).contains("Connection");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "keep-alive", "TE, X-Own", "Upgrade, HTTP2-Settings", ""})
    void anyOtherConnectionHeaderIsHeeded(String names) {
        assertThat(Routing.route(asked("", new Header("Connection", names)))
                        .operation()
                        .name())
                .isEqualTo("passthrough");
    }

    private static Exchange asked(String query, Header... headers) {
        return new Exchange(Arrivals.of("GET", "/v1/models", query, headers), DOCUMENT);
    }
}
