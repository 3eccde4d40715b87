package io.vectrail.provider;

import io.vectrail.provider.json.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** OpenAI, and servers that speak as it does: vLLM, LocalAI, LiteLLM, Mistral, Together, DeepInfra. */
record OpenAiCodec(Map<String, String> settings, Routes routes) implements ProviderCodec {

    /**
     * Where vLLM embeds texts for a comparison. And what LiteLLM hands on to other providers as it is, in their own forms.
     */
    private static final Pattern UNSEEN = Pattern.compile("(/v[0-9]+)?/score"
            + "|/(azure|azure_ai|bedrock|cohere|gemini|mistral|openai_passthrough|vertex[_-]ai|vllm)(/.*)?");

    private static final Shape<RequestDraft> REQUEST = OpenAiFormat.request()
            .field("output_dtype", RequestShapes.vectorType("output_dtype", OutputTypes.BY_WORD))
            .field("output_dimension", RequestShapes.dimensions("output_dimension"));

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

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public ErrorAnswer error(ProviderError error) {
        return OpenAiFormat.error(error);
    }
}
