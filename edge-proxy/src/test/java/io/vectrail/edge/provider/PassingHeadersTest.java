package io.vectrail.edge.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassingHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Original-Url",
                "X-Original-Uri",
                "X-Original-Host",
                "X-Rewrite-Url",
                "X-Forwarded-Uri",
                "X-Forwarded-Path",
                "X-Forwarded-Prefix",
                "X-Forwarded-Host",
                "X-Forwarded-Server",
                "X-Forwarded-Port",
                "X-Forwarded-Method",
                "X-Envoy-Original-Path",
                "X-Envoy-Original-Host",
                "X-HTTP-Path-Override",
                "X-HTTP-Host-Override",
                "X-HTTP-Method-Override",
                "X-Host",
                "Forwarded",
                "Helicone-Target-Url",
                "X-Portkey-Custom-Host",
                "X-Portkey-Provider",
                "azureml-model-deployment"
            })
    void noHeaderThatNamesAnotherRouteOrHostGoesUpstream(String name) {
        assertThat(upstream(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OpenAI-Organization",
                "OpenAI-Project",
                "X-Goog-User-Project",
                "X-HF-Bill-To",
                "X-DashScope-WorkSpace",
                "AI-Resource-Group",
                "X-Watson-Project-Id",
                "x-litellm-tags",
                "x-litellm-customer-id",
                "x-litellm-end-user-id",
                "X-LiteLLM-Anything"
            })
    void noHeaderThatBillsAnotherAccountGoesUpstream(String name) {
        assertThat(upstream(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x-litellm-api-key", "Ocp-Apim-Subscription-Key", "X-Auth-Token", "x-functions-key", "x-bf-vk"})
    void noHeaderWithACallersOwnKeyGoesUpstream(String name) {
        assertThat(upstream(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "OpenAI-Beta",
                "Idempotency-Key",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "x-amzn-bedrock-trace",
                "amz-sdk-invocation-id",
                "x-stainless-lang",
                "x-litellm-timeout"
            })
    void whatAnSdkOrAProxyBeforeUsSaysGoesUpstream(String name) {
        assertThat(upstream(name)).containsExactly(new Header(name, "some value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alt-Svc",
                "Clear-Site-Data",
                "Refresh",
                "Strict-Transport-Security",
                "Link",
                "Set-Login",
                "NEL",
                "Report-To",
                "Reporting-Endpoints",
                "Location",
                "Server-Timing",
                "Set-Cookie",
                "X-Accel-Redirect",
                "X-Accel-Buffering",
                "X-Sendfile",
                "Service-Worker-Allowed",
                "X-Vectrail-Decision",
                "X-Vectrail-Anything"
            })
    void noHeaderThatSpeaksForTheUpstreamsHostOrInOurNameReachesTheCaller(String name) {
        assertThat(caller(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "Retry-After",
                "X-RateLimit-Remaining-Tokens",
                "X-Request-Id",
                "openai-organization",
                "x-amzn-bedrock-input-token-count",
                "Forwarded"
            })
    void whatTheProviderSaysOfTheCallReachesTheCaller(String name) {
        assertThat(caller(name)).containsExactly(new Header(name, "some value"));
    }

    private static List<Header> upstream(String name) {
        return PassingHeaders.toUpstream(one(name)).fields();
    }

    private static List<Header> caller(String name) {
        return PassingHeaders.toCaller(one(name)).fields();
    }

    private static Headers one(String name) {
        return new Headers(List.of(new Header(name, "some value")));
    }
}
