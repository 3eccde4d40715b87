package io.vectrail.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The codecs that this version has, by provider. */
public final class ProviderCodecs {

    private static final Map<String, ProviderCodec> BY_PROVIDER = List.<ProviderCodec>of(new OpenAiCodec()).stream()
            .collect(Collectors.toUnmodifiableMap(ProviderCodec::provider, Function.identity()));

    private ProviderCodecs() {}

    /** Empty for a provider that this version does not know. */
    public static Optional<ProviderCodec> of(String provider) {
        return Optional.ofNullable(BY_PROVIDER.get(provider));
    }

    /** The providers that a gateway document may name. */
    public static Set<String> providers() {
        return BY_PROVIDER.keySet();
    }
}
