package io.vectrail.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomCodecTest extends ProviderCodecContract {

    private static final Map<String, String> LEAST =
            Map.of("path", "/v2/encode", "texts", "$.texts[*]", "vectors", "$.vectors[*]");

    CustomCodecTest() {
        super("custom");
    }

    @Test
    void onlyItsPathIsKnownAndOnlyTheParametersThatItListsPass() {
        ProviderCodec codec = with("query", "tenant, api-version");
        assertThat(codec.operation("POST", "/v2/encode").orElseThrow().queryParameters())
                .containsExactlyInAnyOrder("tenant", "api-version");
        assertThat(codec.operation("POST", "/v2/encode/")).isEmpty();
        assertThat(codec.operation("PUT", "/v2/encode")).isEmpty();
        assertThat(with("path", "/v2/Encode").unseen("POST", "/v2/encode")).isTrue();
        assertThat(codec.unseen("GET", "/v2/models")).isFalse();
        assertThat(with("model", "m")
                        .operation("POST", "/v2/encode")
                        .orElseThrow()
                        .queryParameters())
                .isEmpty();
    }

    @Test
    void theCredentialStandsWhereTheConnectionSays() {
        assertThat(with("credentialHeader", "X-Auth-Key").credentialHeader()).isEqualTo("X-Auth-Key");
        assertThat(with("model", "m").credentialHeader()).isNull();
        assertThat(with("model", "m").credentialForm()).isEqualTo(CredentialForm.BEARER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cookie",
                "Cookie2",
                "Set-Cookie",
                "Expect",
                "Accept-Encoding",
                "accept",
                "User-Agent",
                "Content-Length",
                "content-digest",
                "X-HTTP-Method",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Vectrail-Session",
                "traceparent",
                "tracestate",
                "baggage",
                "X-Forwarded-For",
                "Forwarded",
                "Via",
                "Connection",
                "Keep-Alive",
                "Proxy-Authorization",
                "Proxy-Connection",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "HTTP2-Settings",
                "Date",
                "Range",
                "If-Match",
                "Max-Forwards",
                "Origin",
                "Referer",
                "Cache-Control",
                "Pragma",
                "Priority",
                "b3",
                "X-B3-TraceId",
                "X-B3-Sampled",
                "X-Host",
                "X-Envoy-Original-Path",
                "OpenAI-Organization",
                "OpenAI-Project",
                "X-Goog-User-Project",
                "X-HF-Bill-To"
            })
    void aHeaderThatMeansSomethingElseHasNoCredential(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("credentialHeader", name))
                .withMessageContaining("credentialHeader");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "X-API-Key",
                "api-key",
                "x-goog-api-key",
                "Ocp-Apim-Subscription-Key",
                "X-Auth-Token",
                "X-Host-Key",
                "b3-key",
                "OpenAI-Key"
            })
    void aHeaderOfItsOwnHasOne(String name) {
        assertThat(with("credentialHeader", name).credentialHeader()).isEqualTo(name);
    }

    @Test
    void theSameCodecCanBeMadeOfItsSettings() {
        ProviderCodec codec = with("vectorType", "int8");
        assertThat(ProviderCodecs.of(codec.provider(), codec.settings())
                        .orElseThrow()
                        .settings())
                .isEqualTo(codec.settings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "texts",
                "$texts",
                "$.",
                "$..text",
                "$.texts[0]",
                "$.texts[-1]",
                "$.texts[0:2]",
                "$.texts[?@.a]",
                "$['a','b']",
                "$['a",
                "$['a\\u0041']",
                "$.a b",
                "$.1a",
                "$[*",
                "$.texts[*],",
                "$.texts[*] $.more",
                "$.texts[*].length()"
            })
    void aPathWhosePlaceDependsOnTheBodyIsRefusedAtLoad(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("texts", path))
                .withMessageContaining("JSONPath")
                .withMessageContaining("it may have $, .name, ['name'], [*] and .*");
    }

    @ParameterizedTest
    @CsvSource({
        "path, encode",
        "path, /a/../b",
        "path, /a?b=c",
        "path, /",
        "vectorType, float64",
        "query, 'a,,b'",
        "query, a=b",
        "credentialHeader, Host",
        "credentialHeader, 'X Y'",
        "texts, ' '",
        "texts, '$.a, $.a'",
        "model, '$.a, $.b'",
        "model, $.items[*].model",
        "model, $.texts.*",
        "target, x"
    })
    void aSettingThatMeansNothingIsRefusedAtLoad(String setting, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> with(setting, value));
    }

    @Test
    void aSettingHas1024CharactersAtMost() {
        with("texts", "$.texts[*]" + " ".repeat(1014));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("texts", "$.texts[*]" + " ".repeat(1015)))
                .withMessageContaining("texts of at most 1024 characters");
    }

    private static ProviderCodec with(String setting, String value) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put(setting, value);
        return ProviderCodecs.of("custom", settings).orElseThrow();
    }
}
