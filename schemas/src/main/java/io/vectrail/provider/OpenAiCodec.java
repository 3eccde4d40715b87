package io.vectrail.provider;

import io.vectrail.provider.json.JsonCursor;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** OpenAI, and servers that speak as it does: vLLM, LocalAI, LiteLLM, Mistral, Together, DeepInfra. */
record OpenAiCodec(Map<String, String> settings, Routes routes) implements ProviderCodec {

    /** Where vLLM and others embed texts for a comparison. They do so with any model that embeds. */
    private static final String COMPARES = Routes.ROOT + "/(score|rerank|similarity)";

    /** Where LiteLLM and Mistral keep texts, or ask for some: the question is embedded, too. */
    private static final String STORES = Routes.ROOT + "/(rag|libraries)(/.*)?";

    /**
     * What LiteLLM and Bifrost hand on as it is, in other providers' own forms: LiteLLM's routes of that kind ("Pass-through
     * endpoints"), and whatever of its providers embeds, since anybody can add such a route. A model may be named after one of
     * them, and DeepInfra has its own routes behind such a name.
     */
    private static final String HANDS_ON = "(?!/(?:v[0-9]+/)?models/)" + Routes.ROOT
            + "/(azure|azure_ai|bedrock|cohere|gemini|milvus|mistral|(?<!^/v1/)openai|vertex[_-]ai|vllm"
            + "|[a-z]+_passthrough|genai|baseten|clarifai|cloudflare|codestral|custom_openai|dashscope|databricks|deepinfra"
            + "|fireworks_ai|gigachat|github|hosted_vllm|huggingface|infinity|jina_ai|litellm_proxy|llamafile|lm_studio|nebius"
            + "|novita|nvidia_nim|oci|ollama|openai_like|openrouter|ovhcloud|predibase|replicate|sagemaker|sambanova|snowflake"
            + "|together_ai|triton|vercel_ai_gateway|vertex_ai_beta|volcengine|voyage|watsonx|xinference)(/.*)?";

    private static final Pattern UNSEEN = Pattern.compile(COMPARES + "|" + STORES + "|" + HANDS_ON);

    /**
     * Where LiteLLM finds a medium: an object of Cloud Storage or S3, whose name may have spaces but no line break, or a file
     * that was uploaded to the Gemini API before.
     *
     * <p>Source: LiteLLM, "Gemini Embedding 2: Multimodal Embeddings", Input Formats, and "Bedrock Embedding".
     */
    private static final Pattern REFERENCE = Pattern.compile("(?:gs|s3)://[^\\r\\n]++|files/\\S++");

    private static final Shape<RequestDraft> REQUEST = OpenAiFormat.request()
            .field(
                    "input",
                    OpenAiFormat.input(RequestShapes.text(
                            OpenAiFormat.FORMS,
                            OpenAiCodec::reference,
                            MediaInText::bare,
                            MediaInText::begun,
                            MediaInText::whole)))
            .field("output_dtype", RequestShapes.vectorType("output_dtype", OutputTypes.BY_WORD))
            .field("output_dimension", RequestShapes.dimensions("output_dimension"))
            .field("embed_dtype", RequestShapes.oneOf("embed_dtype", List.of("float32")))
            .field("endianness", RequestShapes.oneOf("endianness", List.of("native", "little")))
            .field("fallbacks", otherModels("fallbacks"))
            .field("context_window_fallbacks", otherModels("context_window_fallbacks"))
            .field("content_policy_fallbacks", otherModels("content_policy_fallbacks"));

    OpenAiCodec(Map<String, String> settings) {
        this(settings, routes(Tokenizer.ofSettings(settings, Tokenizer::ofModel)));
    }

    /** OpenAI's own; without a version, as LiteLLM and LocalAI have it, too; DeepInfra's. */
    private static Routes routes(Function<String, Optional<Tokenizer>> tokenizers) {
        Format format = OpenAiFormat.format(REQUEST, tokenizers);
        Operation embeddings = Operation.of("embeddings", format);
        return new Routes(UNSEEN)
                .with("/v1/embeddings", embeddings)
                .with("/embeddings", embeddings)
                .with("/v1/openai/embeddings", embeddings);
    }

    /** LiteLLM asks these where the model fails, whatever the connection permits. */
    private static Shape<RequestDraft> otherModels(String field) {
        return (json, draft) -> {
            throw new MalformedBodyException("\"" + field + "\" names further models; ask for one");
        };
    }

    private static boolean reference(String text, JsonCursor json, RequestDraft draft)
            throws IOException, MalformedBodyException {
        if (!REFERENCE.matcher(text).matches()) {
            return false;
        }
        MediaShapes.referredByText(json, draft);
        return true;
    }

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public ErrorAnswer error(ProviderError error) {
        return OpenAiFormat.error(error);
    }
}
