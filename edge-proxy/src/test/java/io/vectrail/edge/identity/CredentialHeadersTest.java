package io.vectrail.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "X-Vectrail-Authorization",
                "x-api-key",
                "api-key",
                "ApiKey",
                "x-goog-api-key",
                "x-litellm-api-key",
                "xi-api-key",
                "X-Api-Key-Id",
                "Ocp-Apim-Subscription-Key",
                "subscription-key",
                "x-functions-key",
                "x-master-key",
                "X-RapidAPI-Key",
                "X-OpenAI-Key",
                "x-portkey-virtual-key",
                "x-bf-vk",
                "Key",
                "X-Auth",
                "Helicone-Auth",
                "X-Auth-Token",
                "X-Auth-Token-2",
                "PRIVATE-TOKEN",
                "x-amz-security-token",
                "x-amz-date",
                "x-amzn-oidc-accesstoken",
                "X-Forwarded-Access-Token",
                "CF-Access-Client-Secret",
                "Cf-Access-Jwt-Assertion",
                "X-Goog-Iap-Jwt-Assertion",
                "X-Goog-IAM-Authorization-Token",
                "X-Serverless-Authorization",
                "x-ms-authorization-auxiliary",
                "X-Authentication",
                "X-Password",
                "X-Credential",
                "X-Id-Jwt",
                "DPoP"
            })
    void aCallersCredentialIsKnownByItsHeadersName(String name) {
        assertThat(CredentialHeaders.isCredential(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Accept-Encoding",
                "Content-Type",
                "Content-Encoding",
                "User-Agent",
                "OpenAI-Beta",
                "anthropic-beta",
                "Idempotency-Key",
                "X-Idempotency-Key",
                "X-Max-Tokens",
                "x-stainless-retry-count",
                "amz-sdk-invocation-id",
                "amz-sdk-request",
                "x-amzn-bedrock-trace",
                "x-goog-api-client",
                "X-Goog-Request-Params",
                "x-ms-client-request-id",
                "X-Request-Id",
                "X-Client-Name",
                "traceparent",
                "tracestate",
                "baggage",
                "X-Keyboard"
            })
    void whatSdksSendBesideIsNone(String name) {
        assertThat(CredentialHeaders.isCredential(name)).isFalse();
    }
}
