package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Outcome;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.SdkToken;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.Trace;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** AWS's own SDK before an upstream that checks each signature as AWS does, by making it once more. */
class BedrockSdkTest {

    private static final String TITAN = "amazon.titan-embed-text-v2:0";
    private static final String PROFILE =
            "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.cohere.embed-v4:0";
    /** Amazon Bedrock User Guide, Amazon Titan Embeddings G1 - Text, V2 Response. */
    private static final String ANSWER = """
            {"embedding":[0.5,-1.25],"inputTextTokenCount":3,"embeddingsByType":{"float":[0.5,-1.25]}}""";

    @TempDir
    static Path folder;

    private static ScriptedUpstream upstream;
    private static EdgeUnderTest edge;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile String answer = ANSWER;

    @BeforeAll
    static void start() throws Exception {
        upstream = new ScriptedUpstream();
        edge = EdgeUnderTest.before(folder, upstream.url());
        edge.document.connections("""
                  - name: bedrock
                    provider: bedrock
                    target: "%s/behind/a%%20prefix"
                    credential: "%s:%s"
                    codec: { region: eu-central-1 }
                    models: ["amazon.titan-embed-*", "arn:aws:bedrock:eu-central-1:123456789012:*"]
                """.formatted(upstream.url(), AwsSignatureCheck.KEY, AwsSignatureCheck.SECRET));
    }

    @BeforeEach
    void listen() {
        upstream.answers(this::checkAndAnswer);
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        upstream.close();
    }

    @Test
    void anSdkThatSignsBringsItsTokenBeside() throws Exception {
        String token = edge.token("alice");
        InvokeModelResponse response = invoke(signing(token), TITAN, "{\"inputText\":\"a quarterly report\"}");
        assertThat(response.body().asUtf8String()).isEqualTo(ANSWER);
        assertThat(seen)
                .singleElement()
                .satisfies(path ->
                        assertThat(path).isEqualTo("/behind/a%20prefix/model/amazon.titan-embed-text-v2%3A0/invoke"));
        AuditExchange event = completed(TITAN);
        assertThat(event.getModel()).isEqualTo(TITAN);
        assertThat(event.getUsage().getPromptTokens()).isEqualTo(3);
        assertThat(event.toString()).contains("quarterly");
        assertNoCredential(event.toString(), token);
        assertNoCredential(edge.journalText(), token);
    }

    @Test
    void anSdkMayHaveTheTokenAsItsBearerToken() throws Exception {
        answer = "{\"embeddings\":{\"float\":[[0.5,-1.25]]},\"id\":\"x\",\"response_type\":\"embeddings_by_type\"}";
        String token = edge.token("alice");
        InvokeModelResponse response =
                invoke(bearer(token), PROFILE, "{\"texts\":[\"a report\"],\"input_type\":\"search_document\"}");
        assertThat(response.body().asUtf8String()).isEqualTo(answer);
        assertThat(seen).singleElement().satisfies(path -> assertThat(path).endsWith("eu.cohere.embed-v4%3A0/invoke"));
        AuditExchange event = completed(PROFILE);
        assertThat(event.getModel()).isEqualTo(PROFILE);
        // The body of these models counts nothing.
        assertThat(event.getUsage().getPromptTokens()).isEqualTo(7);
    }

    @Test
    void aRefusalIsItsOwnExceptionWithOurCode() throws Exception {
        String body = "{\"inputText\":\"a\"}";
        assertCode(
                catchThrowableOfType(AccessDeniedException.class, () -> invoke(bearer("no-token"), TITAN, body)),
                401,
                "unauthenticated");
        assertCode(
                catchThrowableOfType(
                        AccessDeniedException.class,
                        () -> invoke(bearer(edge.token("alice")), "cohere.embed-english-v3", "{\"texts\":[\"a\"]}")),
                403,
                "not_permitted");
        assertCode(
                catchThrowableOfType(ValidationException.class, () -> invoke(bearer(edge.token("alice")), TITAN, "{}")),
                400,
                "invalid_request");
        assertCode(
                catchThrowableOfType(
                        ResourceNotFoundException.class,
                        () -> invoke(bearer(edge.token("alice")), "anthropic.claude-v2", body)),
                404,
                "unknown_route");
        assertThat(seen).isEmpty();
    }

    /** Nobody here can verify it, so it says nothing of who calls. */
    @Test
    void aSignatureAloneIsNoToken() throws Exception {
        AccessDeniedException refused = catchThrowableOfType(
                AccessDeniedException.class, () -> invoke(client(signer -> signer), TITAN, "{\"inputText\":\"a\"}"));
        assertCode(refused, 401, "unauthenticated");
        assertThat(refused.getMessage()).contains("X-Vectrail-Authorization");
        HttpRequest presigned = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + edge.port() + "/bedrock/model/" + TITAN + "/invoke?X-Amz-Signature=abc"))
                .header("X-Vectrail-Authorization", "Bearer " + edge.token("alice"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(edge.http
                        .send(presigned, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        assertThat(seen).isEmpty();
    }

    @Test
    void anAnswerThatQuotesTheSecretIsNotReleased() throws Exception {
        answer = ANSWER.replace("}}", "},\"message\":\"" + AwsSignatureCheck.SECRET + "\"}");
        AwsServiceException failed = catchThrowableOfType(
                AwsServiceException.class, () -> invoke(bearer(edge.token("alice")), TITAN, "{\"inputText\":\"a\"}"));
        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(failed.getMessage()).contains("upstream_unreadable").doesNotContain(AwsSignatureCheck.SECRET);
    }

    /** The record of the only call for this model that was answered. */
    private static AuditExchange completed(String model) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> PublishedEvents.exchanges(edge.name).stream()
                                .filter(event -> event.getOutcome() == Outcome.COMPLETED)
                                .filter(event -> model.equals(event.getModel()))
                                .toList(),
                        events -> events.size() == 1)
                .getFirst();
    }

    private void checkAndAnswer(HttpExchange exchange, byte[] body) throws Exception {
        assertThat(exchange.getRequestHeaders().toString())
                .doesNotContain("DUMMY")
                .doesNotContainIgnoringCase("vectrail");
        AwsSignatureCheck.check(exchange, body);
        seen.add(exchange.getRequestURI().getRawPath());
        exchange.getResponseHeaders().set("X-Amzn-Bedrock-Input-Token-Count", "7");
        ScriptedUpstream.send(exchange, 200, answer);
    }

    private BedrockRuntimeClient signing(String token) {
        return client(builder -> builder.overrideConfiguration(configuration -> configuration
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .putHeader("X-Vectrail-Authorization", "Bearer " + token)));
    }

    private BedrockRuntimeClient bearer(String token) {
        return client(builder -> builder.tokenProvider(() -> new Token(token))
                .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider(List.of("httpBearerAuth"))));
    }

    /** As it signs with a key that is nobody's. */
    private BedrockRuntimeClient client(UnaryOperator<BedrockRuntimeClientBuilder> further) {
        return further.apply(BedrockRuntimeClient.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + edge.port() + "/bedrock"))
                        .region(Region.US_EAST_1)
                        .overrideConfiguration(
                                configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .credentialsProvider(StaticCredentialsProvider.create(
                                AwsSessionCredentials.create("AKIADUMMYDUMMYDUMMY1", "DUMMYSECRET", "DUMMYSESSION")))
                        .httpClient(UrlConnectionHttpClient.create()))
                .build();
    }

    private static InvokeModelResponse invoke(BedrockRuntimeClient client, String model, String body) {
        try (client) {
            return client.invokeModel(request -> request.modelId(model)
                    .contentType("application/json")
                    .accept("application/json")
                    .trace(Trace.DISABLED)
                    .body(SdkBytes.fromUtf8String(body)));
        }
    }

    private static void assertCode(AwsServiceException exception, int status, String code) {
        assertThat(exception.statusCode()).isEqualTo(status);
        assertThat(exception.awsErrorDetails().errorMessage()).startsWith(code + ": ");
    }

    private static void assertNoCredential(String text, String token) {
        assertThat(text)
                .doesNotContain(AwsSignatureCheck.SECRET)
                .doesNotContain(AwsSignatureCheck.KEY)
                .doesNotContain("AWS4-HMAC")
                .doesNotContain("DUMMY")
                .doesNotContain(token);
    }

    private record Token(String token) implements SdkToken {

        @Override
        public Optional<Instant> expirationTime() {
            return Optional.empty();
        }
    }
}
