package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.local.testkit.Platform;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest call that a provider takes, 2,048 texts of 3,072 dimensions: tens of MB in one response. */
class LargeResponseTest {

    private static final int INPUTS = 2048;

    private final Platform platform = Platform.shared();
    private final EdgeClient edge = new EdgeClient(platform);
    private final ReplayApi replay = new ReplayApi(platform);

    @ParameterizedTest
    @ValueSource(strings = {"base64", "float"})
    void isRecordedWholeStoredWholeAndGivenBackByteForByte(String encoding) throws Exception {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        HttpResponse<byte[]> answer =
                edge.throughTheEdge(platform.token("large-" + word, "research"), body(word, encoding));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().length).isGreaterThan(30 << 20);
        assertIsInTheArchive(answer);
    }

    private void assertIsInTheArchive(HttpResponse<byte[]> answer) throws Exception {
        String id = EdgeClient.exchange(answer);
        JsonNode exchange = replay.awaitExchange(id);
        assertThat(exchange.path("items"))
                .extracting(item -> item.path("dimensions").asInt())
                .hasSize(INPUTS)
                .containsOnly(3072);
        assertThat(sha256(replay.bytes("/exchanges/" + id + "/response"))).isEqualTo(sha256(answer.body()));
    }

    private static String body(String word, String encoding) {
        String inputs = IntStream.range(0, INPUTS)
                .mapToObj(i -> "\"text " + i + " of " + word + "\"")
                .collect(Collectors.joining(","));
        return "{\"model\":\"text-embedding-3-large\",\"encoding_format\":\"" + encoding + "\",\"input\":[" + inputs
                + "]}";
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
