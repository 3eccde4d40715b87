package io.vectrail.local.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamServerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static UpstreamServer server;

    @BeforeAll
    static void start() throws IOException {
        server = UpstreamServer.start(0, "sk-right-0123456789");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void floatAndBase64AreTheSameVector() throws Exception {
        JsonNode floats = ok("{'model':'text-embedding-3-small','input':'one text'}");
        JsonNode base64 = ok("{'model':'text-embedding-3-small','input':'one text','encoding_format':'base64'}");
        byte[] bytes = Base64.getDecoder().decode(base64.at("/data/0/embedding").textValue());
        var decoded = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        assertThat(decoded.remaining()).isEqualTo(1536);
        for (JsonNode component : floats.at("/data/0/embedding")) {
            assertThat(component.floatValue()).isEqualTo(decoded.get());
        }
    }

    @Test
    void tokenIdsGiveTheVectorAndTheUsageOfTheirText() throws Exception {
        String text = "Ünïcode tokens, split anywhere: 漢字 and 😀.";
        String ids = Encodings.newDefaultEncodingRegistry()
                .getEncoding(EncodingType.CL100K_BASE)
                .encodeOrdinary(text)
                .boxed()
                .toString();
        JsonNode strings = ok("{'model':'text-embedding-3-small','input':['" + text + "','" + text + "']}");
        JsonNode tokens = ok("{'model':'text-embedding-3-small','input':[" + ids + "," + ids + "]}");
        JsonNode single = ok("{'model':'text-embedding-3-small','input':" + ids + "}");
        assertThat(tokens).isEqualTo(strings);
        assertThat(single.at("/data/0/embedding")).isEqualTo(strings.at("/data/1/embedding"));
        assertThat(strings.at("/usage/prompt_tokens").intValue())
                .isEqualTo(strings.at("/usage/total_tokens").intValue())
                .isEqualTo(2 * single.at("/usage/prompt_tokens").intValue());
    }

    @Test
    void aBatchKeepsItsOrderAndDimensionsAreWhatWasAskedFor() throws Exception {
        JsonNode batch = ok("{'model':'text-embedding-3-large','input':['a','b','c'],'dimensions':256,'user':'u'}");
        assertThat(batch.path("data")).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(batch.path("data").path(i).path("index").intValue()).isEqualTo(i);
            assertThat(batch.path("data").path(i).path("embedding")).hasSize(256);
        }
        assertThat(batch.path("model").textValue()).isEqualTo("text-embedding-3-large");
    }

    @Test
    void theSameRequestGivesTheSameBytesCompressedOrNot() throws Exception {
        String request = "{'model':'text-embedding-3-small','input':'again'}";
        byte[] plain = send(request, "sk-right-0123456789", null).body();
        HttpResponse<byte[]> compressed = send(request, "sk-right-0123456789", "br, gzip;q=0.5");
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(plain);
        assertThat(send(request, "sk-right-0123456789", "gzip;q=0").body()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    400 |                 | {'input':'x'}
                    400 |                 | not json
                    400 |                 | [1]
                    404 | model_not_found | {'model':'gpt-4','input':'x'}
                    400 |                 | {'model':'text-embedding-3-small'}
                    400 |                 | {'model':'text-embedding-3-small','input':''}
                    400 |                 | {'model':'text-embedding-3-small','input':[]}
                    400 |                 | {'model':'text-embedding-3-small','input':['x','']}
                    400 |                 | {'model':'text-embedding-3-small','input':[1,'x']}
                    400 |                 | {'model':'text-embedding-3-small','input':[999999]}
                    400 |                 | {'model':'text-embedding-3-small','input':7}
                    400 |                 | {'model':'text-embedding-3-small','input':'x','dimensions':0}
                    400 |                 | {'model':'text-embedding-3-small','input':'x','dimensions':1537}
                    400 |                 | {'model':'text-embedding-ada-002','input':'x','dimensions':256}
                    400 |                 | {'model':'text-embedding-3-small','input':'x','encoding_format':'int8'}
                    400 |                 | {'model':'text-embedding-3-small','input':'x','temperature':1}
                    400 |                 | {'model':'text-embedding-3-small','input':'x','input':'y'}
                    """)
    void whatOpenAiRefusesIsRefusedInItsShape(int status, String code, String body) throws Exception {
        HttpResponse<byte[]> response = send(body, "sk-right-0123456789", null);
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = JSON.readTree(response.body()).path("error");
        assertThat(error.path("type").textValue()).isEqualTo("invalid_request_error");
        assertThat(error.path("message").textValue()).isNotBlank();
        assertThat(error.path("code").textValue()).isEqualTo(code);
    }

    @Test
    void anotherBearerIsRefusedAndItsEndsAreQuoted() throws Exception {
        HttpResponse<byte[]> response =
                send("{'model':'text-embedding-3-small','input':'x'}", "sk-wrong-9876543210", null);
        assertThat(response.statusCode()).isEqualTo(401);
        JsonNode error = JSON.readTree(response.body()).path("error");
        assertThat(error.path("code").textValue()).isEqualTo("invalid_api_key");
        assertThat(error.path("message").textValue()).contains("sk-w***3210");
    }

    @Test
    void aTextOfTooManyTokensIsRefused() throws Exception {
        String text = "word ".repeat(9000);
        HttpResponse<byte[]> response =
                send("{'model':'text-embedding-3-small','input':'" + text + "'}", "sk-right-0123456789", null);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("maximum context length");
    }

    private static JsonNode ok(String body) throws Exception {
        HttpResponse<byte[]> response = send(body, "sk-right-0123456789", null);
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static HttpResponse<byte[]> send(String body, String bearer, @Nullable String encoding) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/v1/embeddings"))
                .header("Authorization", "Bearer " + bearer)
                .POST(BodyPublishers.ofString(body.replace('\'', '"')));
        if (encoding != null) {
            request.header("Accept-Encoding", encoding);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }
}
