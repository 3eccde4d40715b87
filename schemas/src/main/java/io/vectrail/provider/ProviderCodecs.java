package io.vectrail.provider;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The codecs that this version has, by provider. */
public final class ProviderCodecs {

    /**
     * How a provider's codec is made.
     *
     * @param settings names of what a connection may tell it
     */
    private record Making(Set<String> settings, Function<Map<String, String>, ProviderCodec> codec) {}

    private static final Map<String, Making> BY_PROVIDER = new TreeMap<>(Map.ofEntries(
            Map.entry("openai", new Making(Set.of(Tokenizer.SETTING), OpenAiCodec::new)),
            Map.entry("azure-openai", new Making(Set.of(Tokenizer.SETTING), AzureOpenAiCodec::new)),
            Map.entry("gemini", new Making(Set.of(), _ -> new GeminiCodec())),
            Map.entry("vertex", new Making(Set.of(), _ -> new VertexCodec())),
            Map.entry("custom", new Making(CustomSettings.NAMES, CustomCodec::new)),
            Map.entry("jina", new Making(Set.of(), _ -> new JinaCodec())),
            Map.entry("ollama", new Making(Set.of(), _ -> new OllamaCodec())),
            Map.entry("tei", new Making(Set.of("model"), TeiCodec::new)),
            Map.entry("voyage", new Making(Set.of(), _ -> new VoyageCodec())),
            Map.entry("cohere", new Making(Set.of(), _ -> new CohereCodec())),
            Map.entry("bedrock", new Making(Set.of("region"), BedrockCodec::new))));

    private static final int MOST_SETTING_CHARACTERS = 1024;

    private ProviderCodecs() {}

    /**
     * The codec of a provider.
     *
     * @param settings what the connection tells it
     * @return empty for a provider that this version does not know
     * @throws IllegalArgumentException when it does not take these settings; says which it takes
     */
    public static Optional<ProviderCodec> of(String provider, Map<String, String> settings) {
        Making making = BY_PROVIDER.get(provider);
        if (making == null) {
            return Optional.empty();
        }
        if (!making.settings().containsAll(settings.keySet())) {
            throw new IllegalArgumentException("provider " + provider + " takes no codec settings but "
                    + making.settings().stream().sorted().toList());
        }
        settings.forEach((name, value) -> {
            if (value.length() > MOST_SETTING_CHARACTERS) {
                throw new IllegalArgumentException("provider " + provider + " takes a codec setting " + name
                        + " of at most " + MOST_SETTING_CHARACTERS + " characters");
            }
        });
        return Optional.of(making.codec().apply(Map.copyOf(settings)));
    }

    /** Names of what a connection may tell a provider's codec; none for a provider that this version does not know. */
    public static Set<String> settings(String provider) {
        Making making = BY_PROVIDER.get(provider);
        return making == null ? Set.of() : making.settings();
    }

    /** The providers that a gateway document may name. */
    public static Set<String> providers() {
        return BY_PROVIDER.keySet();
    }
}
