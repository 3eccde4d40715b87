package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The providers' own SDKs for Node, unmodified: their base URL and their key are all that is set. */
class NodeSdkTest extends ManyProviders {

    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void start() throws Exception {
        connections(Stream.of("openai", "ollama", "voyage", "cohere")
                .map(provider -> List.of(provider, provider, ""))
                .toList());
    }

    @Test
    void openai() throws Exception {
        answers("/openai/v1/embeddings base64", """
                {"object":"list","data":[{"object":"embedding","index":0,"embedding":"AAAAPwAAoL8="},
                {"object":"embedding","index":1,"embedding":"AACAPwAAAEA="}],"model":"good-model",
                "usage":{"prompt_tokens":2,"total_tokens":2}}""");
        check("openai", "openai.mjs", "{\"embeddings\":[[0.5,-1.25],[1,2]]}", 1);
    }

    @Test
    void ollama() throws Exception {
        answers("/ollama/api/embed", """
                {"model":"good-model","embeddings":[[0.5,-1.25],[1,2]],"total_duration":14143917,"prompt_eval_count":2}""");
        answers("/ollama/api/embeddings", "{\"embedding\":[0.25,0.75]}");
        check("ollama", "ollama.mjs", "{\"embed\":[[0.5,-1.25],[1,2]],\"prompt\":[0.25,0.75]}", 2);
    }

    @Test
    void voyageai() throws Exception {
        answers("/voyage/v1/embeddings", """
                {"object":"list","data":[{"object":"embedding","embedding":[0.5],"index":0},
                {"object":"embedding","embedding":[0.25],"index":1}],"model":"good-model","usage":{"total_tokens":2}}""");
        answers("/voyage/v1/multimodalembeddings", """
                {"object":"list","data":[{"object":"embedding","embedding":[0.75],"index":0}],"model":"good-model",
                "usage":{"text_tokens":5,"image_pixels":2000000,"total_tokens":3576}}""");
        answers("/voyage/v1/contextualizedembeddings", """
                {"object":"list","data":[{"object":"list","data":[{"object":"embedding","embedding":[1],"index":0},
                {"object":"embedding","embedding":[2],"index":1}],"index":0},{"object":"list",
                "data":[{"object":"embedding","embedding":[3],"index":0}],"index":1}],"model":"good-model",
                "usage":{"total_tokens":9}}""");
        check(
                "voyage",
                "voyageai.mjs",
                "{\"texts\":[[0.5],[0.25]],\"images\":[[0.75]],\"chunks\":[[[1],[2]],[[3]]],\"tokens\":2}",
                3);
    }

    @Test
    void cohere() throws Exception {
        answers("/cohere/v2/embed", """
                {"id":"da6e531f","embeddings":{"float":[[0.5],[0.25]],"int8":[[1],[-2]]},"texts":["one","two"],
                "meta":{"api_version":{"version":"2"},"billed_units":{"input_tokens":2}},"response_type":"embeddings_by_type"}""");
        check("cohere", "cohere-ai.mjs", "{\"float\":[[0.5],[0.25]],\"int8\":[[1],[-2]]}", 1);
    }

    /** The SDK reads the vectors, raises its own exception of a refusal, and never reaches the provider with its own key. */
    private void check(String connection, String script, String answers, int calls) throws Exception {
        JsonNode report = run(connection, script);
        assertThat(report.get("answers")).isEqualTo(JSON.readTree(answers));
        assertThat(report.get("refusal"))
                .isEqualTo(JSON.readTree("{\"ownType\":true,\"status\":403,\"code\":\"not_permitted\"}"));
        assertThat(upstream.asked)
                .hasSize(calls)
                .allSatisfy(asked -> assertThat(asked).startsWith("Bearer " + SECRET + " "));
    }

    private JsonNode run(String connection, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node", script)
                .directory(Path.of("src/test/node").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("VECTRAIL_URL", url(connection));
        builder.environment().put("VECTRAIL_TOKEN", token);
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String out = Files.readString(folder.resolve("out"));
        assertThat(ended).as(out).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return JSON.readTree(out);
    }
}
