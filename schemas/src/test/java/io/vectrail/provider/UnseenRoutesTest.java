package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What embeds by its name does so whoever the provider says it is: a target may be any server. */
class UnseenRoutesTest {

    private static final List<String> EMBEDDING = List.of(
            "/embed",
            "/embed_all",
            "/embeddings",
            "/v9/embeddings",
            "/v1/Embeddings",
            "/v1/embeddings/x",
            "/v1/bulk-embeddings",
            "/x/multimodalembeddings",
            "/openai/deployments/d/embeddings",
            "/v1/engines/e/embeddings",
            "/v1/models/m:embedContent",
            "/v1/models/text-embedding-3-small",
            "/model/amazon.titan-embed-text-v2:0/invoke-with-response-stream",
            "/pooling",
            "/v1/pooling",
            "/invocations",
            "/Invocations",
            "/v2/embed",
            "/cohere/v1/embed-jobs",
            "/v1/multi-vector",
            "/v1/inference/BAAI/bge-large-en-v1.5",
            "/v1/inference/deploy/d",
            "/pipeline/feature-extraction/BAAI/bge-m3");

    private static final List<String> STORING = List.of(
            "/files",
            "/v1/files",
            "/v1/files/file-1/content",
            "/Files",
            "/vertex_ai/v1/files",
            "/hosted_vllm/v1/batches",
            "/cohere/a/b/batches",
            "/a/b/c/d/uploads/u/parts",
            "/openai/v1/vector_stores/vs_1/search",
            "/openai/ingestion/jobs/x",
            "/openai/extensions/on-your-data/ingestion-jobs/x",
            "/v1/batch/jobs",
            "/batch",
            "/x/batch/y",
            "/rag/ingest",
            "/v1/rag/ingest",
            "/ingest/x");

    static Stream<Named<ProviderCodec>> codecs() {
        return ProviderCodecs.providers().stream().map(provider -> Named.of(provider, codec(provider)));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatEmbedsByItsNameIsReadOrUnseen(ProviderCodec codec) {
        for (String path : EMBEDDING) {
            assertThat(codec.unseen("POST", path))
                    .as(path)
                    .isEqualTo(codec.operation("POST", path).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatStoresTextsToEmbedThemLaterIsUnseenAtAnyDepth(ProviderCodec codec) {
        for (String path : STORING) {
            for (String method : List.of("GET", "POST", "PUT")) {
                assertThat(codec.unseen(method, path)).as(path).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void behindAModelsColonStandsWhatIsDoneWithIt(ProviderCodec codec) {
        for (String path : List.of("/v1/models/m:embedContent", "/v1/models/org/m:batchEmbedContents")) {
            assertThat(codec.unseen("GET", path)).as(path).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cohere, /v1/classify",
        "cohere, /v1/datasets",
        "jina, /v1/classify",
        "jina, /v1/train",
        "gemini, /v1beta/filesearchstores/s:importfile",
        "gemini, /v1beta/corpora/c/documents",
        "gemini, /v1beta/models/m:asyncbatchembedcontent",
        "gemini, /upload/v1beta/filesearchstores/s:uploadtofilesearchstore",
        "vertex, /v1beta1/projects/p/locations/l/examplestores",
        "vertex, /v1beta1/projects/p/locations/l/examplestores/e:upsertexamples",
        "vertex, /v1beta1/projects/p/locations/l/examplestores/e:searchexamples",
        "vertex, /v1beta/projects/p/locations/l/collections/c/dataobjects:search",
        "vertex, /upload/v1/projects/p",
        "bedrock, /model-invocation-job",
        "bedrock, /async-invoke",
        "bedrock, /model/my-model/invoke",
        "bedrock, /model/arn%3aaws%3abedrock/invoke",
        "bedrock, /knowledgebases/k/retrieve",
        "bedrock, /retrieveandgenerate",
        "openai, /vertex_ai/v1/projects/p/locations/l/publishers/google/models/m:x",
        "openai, /openai/v1/responses",
        "openai, /anthropic_passthrough/v1/x",
        "openai, /huggingface/models/org/m",
        "openai, /rag/query",
        "openai, /score"
    })
    void whatOneProviderHasIsUnseenBehindAnyRoot(String provider, String path) {
        ProviderCodec codec = codec(provider);
        for (String root : List.of("", "/litellm", "/api/v1", "/a/b/c", "/x.y", "/" + "r/".repeat(1000) + "r")) {
            assertThat(codec.unseen("POST", root + path)).as(root + path).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openai, GET, /v1/models/mistral/mistral-large",
        "openai, GET, /models/openai/gpt-4o",
        "openai, POST, /v1/openai/chat/completions",
        "openai, POST, /v1/classify",
        "openai, POST, /v1/openai-like/x",
        "cohere, POST, /v1/classifier",
        "jina, POST, /v1/training",
        "gemini, POST, /v1beta/models/m:generatecontent",
        "vertex, POST, /v1/projects/p/locations/l/indexes/i:upsertdatapoints",
        "bedrock, POST, /model/anthropic.claude-v2:0/invoke"
    })
    void whatOnlyLooksLikeItMayPass(String provider, String method, String path) {
        assertThat(codec(provider).unseen(method, path)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void rerankingIsAnEmbeddingToServersThatSpeakAsOpenAiDoesAlone(ProviderCodec codec) {
        for (String path : List.of("/rerank", "/v1/rerank", "/v2/rerank")) {
            assertThat(codec.unseen("POST", path))
                    .as(path)
                    .isEqualTo(codec.provider().equals("openai"));
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatDoesNotMayPass(ProviderCodec codec) {
        for (String path : List.of(
                "/v1/chat/completions", "/v1/filesystem", "/v1/batching", "/model/anthropic.claude-v2%3a1/converse")) {
            assertThat(codec.unseen("POST", path)).as(path).isFalse();
        }
        for (String path : List.of(
                "/v1/models",
                "/v1/models/text-embedding-3-small",
                "/v1/models/org/x-embed",
                "/v1/models/accounts/a/models/x-embed",
                "/v1/models/nomic-embed-text:latest",
                "/v1/invocations-of-old")) {
            assertThat(codec.unseen("GET", path)).as(path).isFalse();
        }
    }

    private static ProviderCodec codec(String provider) {
        return Scenario.of(provider + "/request")
                .findFirst()
                .orElseThrow()
                .getValue()
                .codec(provider);
    }
}
