package io.vectrail.provider;

import static io.vectrail.provider.ScenarioReading.around;
import static io.vectrail.provider.ScenarioReading.asked;
import static io.vectrail.provider.ScenarioReading.floats;
import static io.vectrail.provider.ScenarioReading.maskable;
import static io.vectrail.provider.ScenarioReading.operation;
import static io.vectrail.provider.ScenarioReading.orNone;
import static io.vectrail.provider.ScenarioReading.others;
import static io.vectrail.provider.ScenarioReading.request;
import static io.vectrail.provider.ScenarioReading.response;
import static io.vectrail.provider.ScenarioReading.withoutVectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part.Role;
import io.vectrail.provider.json.Replacement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every codec does, with whatever body its scenarios bring: it finds each text, changes what it is told to and nothing
 * else, and refuses what is broken. A provider's own answers and expectations come from its published reference.
 */
abstract class ProviderCodecContract {

    static final String MASK = "<MASKED>";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration QUICKLY = Duration.ofSeconds(2);

    /** 60,000 characters each, of what paths are made of. */
    private static final List<String> MUCH = Stream.of(
                    "a", "a/", "a.", ".", "a:", ":", "%2F", "%3a", "a@", "/embed", ":batch")
            .map(piece -> piece.repeat(60_000 / piece.length()))
            .toList();

    private final String provider;

    ProviderCodecContract(String provider) {
        this.provider = provider;
    }

    @TestFactory
    Stream<DynamicTest> aRequestIsReadAsItsSourceSays() {
        return each("request", (codec, scenario) -> {
            EmbeddingRequest request = request(codec, scenario);
            assertThat(operation(codec, scenario).name()).isEqualTo(scenario.operation());
            assertThat(request.model()).isEqualTo(scenario.model());
            assertThat(request.dimensions()).isEqualTo(scenario.dimensions());
            assertThat(request.inputs()).extracting(Input::text).isEqualTo(orNone(scenario.texts()));
            if (scenario.tokens() != null) {
                assertThat(request.inputs()).extracting(Input::tokens).isEqualTo(scenario.tokens());
            }
            assertThat(request.inputs().stream().flatMap(input -> input.media().stream()))
                    .extracting(media -> List.<Object>of(media.mediaType(), (int) media.size()))
                    .isEqualTo(orNone(scenario.media()));
            assertThat(others(request, Role.FREE)).isEqualTo(orNone(scenario.free()));
            assertThat(others(request, Role.STRUCTURAL)).isEqualTo(orNone(scenario.structural()));
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsMaskedDiffersInTheTextsAlone() {
        return each("request", (codec, scenario) -> {
            byte[] body = scenario.bytes();
            List<Part> parts = maskable(request(codec, scenario));
            byte[] masked = Replacement.apply(
                    body, parts.stream().map(part -> Rewriting.of(part, MASK)).toList());
            if (scenario.masked() != null) {
                assertThat(new String(masked, StandardCharsets.UTF_8)).isEqualTo(scenario.masked());
            }
            EmbeddingRequest read = request(codec, scenario, masked);
            assertThat(maskable(read)).extracting(Part::text).isEqualTo(Collections.nCopies(parts.size(), MASK));
            assertThat(around(masked, maskable(read))).isEqualTo(around(body, parts));
        });
    }

    @TestFactory
    Stream<DynamicTest> aFieldThatNobodyKnowsIsSeen() {
        return each("request", (codec, scenario) -> {
            String extended = scenario.body().replaceFirst("\\{", "{\"x_note\":{\"deep\":[\"hidden\"]},");
            EmbeddingRequest request = request(codec, scenario, extended.getBytes(StandardCharsets.UTF_8));
            assertThat(others(request, Role.FREE)).contains(List.of("", "hidden"));
            assertThat(others(request, Role.STRUCTURAL)).contains(List.of("", "x_note"), List.of("", "deep"));
        });
    }

    @TestFactory
    Stream<DynamicTest> aBrokenRequestIsMalformed() {
        return each("request", (codec, scenario) -> {
            Operation operation = operation(codec, scenario);
            for (byte[] broken : Broken.request(scenario.bytes())) {
                assertThat(operation.readRequest(broken, EmbeddingRequest.MOST_INPUTS))
                        .as(() -> new String(broken, StandardCharsets.ISO_8859_1))
                        .isInstanceOf(Reading.Malformed.class);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatTheRouteDoesNotTakeIsMalformedAndTheReasonQuotesNothing() {
        return each("refused", (codec, scenario) -> {
            for (String body : Objects.requireNonNull(scenario.bodies())) {
                assertThat(operation(codec, scenario)
                                .readRequest(body.getBytes(StandardCharsets.UTF_8), EmbeddingRequest.MOST_INPUTS))
                        .as(body)
                        .isInstanceOfSatisfying(
                                Reading.Malformed.class,
                                malformed -> assertThat(malformed.reason())
                                        .isNotBlank()
                                        .doesNotContain("unheard-of"));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aResponseIsReadAsItsSourceSays() {
        return each("response", (codec, scenario) -> {
            EmbeddingResponse response = response(codec, scenario, scenario.bytes());
            assertThat(response.model()).isEqualTo(scenario.model() == null ? "" : scenario.model());
            assertThat(response.promptTokens()).isEqualTo(scenario.promptTokens());
            assertThat(response.totalTokens()).isEqualTo(scenario.totalTokens());
            assertThat(response.vectors())
                    .extracting(vector -> new Scenario.Vectors(
                            vector.item(),
                            vector.type().name(),
                            floats(vector.components()),
                            vector.indices() == null
                                    ? null
                                    : Arrays.stream(vector.indices()).boxed().toList()))
                    .isEqualTo(scenario.vectors());
        });
    }

    @TestFactory
    Stream<DynamicTest> aChangedVectorLeavesAllElseAsItWas() {
        return each("response", (codec, scenario) -> {
            byte[] body = scenario.bytes();
            EmbeddingResponse before = response(codec, scenario, body);
            List<Replacement> changes = new ArrayList<>();
            List<float[]> expected = new ArrayList<>();
            for (Vector vector : before.vectors()) {
                float[] changed = vector.components().clone();
                changed[0] = vector.type().perNumber() > 1 ? -1 : 0;
                expected.add(changed);
                changes.addAll(Rewriting.of(body, vector, changed));
            }
            byte[] after = Replacement.apply(body, changes);
            if (scenario.zeroed() != null) {
                assertThat(new String(after, StandardCharsets.UTF_8)).isEqualTo(scenario.zeroed());
            }
            EmbeddingResponse read = response(codec, scenario, after);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(read.vectors().get(i).components()).isEqualTo(expected.get(i));
                assertThat(read.vectors().get(i).item())
                        .isEqualTo(before.vectors().get(i).item());
            }
            assertThat(withoutVectors(after, read)).isEqualTo(withoutVectors(body, before));
        });
    }

    @TestFactory
    Stream<DynamicTest> aBrokenResponseIsMalformed() {
        return each("response", (codec, scenario) -> {
            for (byte[] broken : Broken.of(scenario.bytes())) {
                assertThat(operation(codec, scenario).readResponse(asked(codec, scenario), broken))
                        .isInstanceOf(Reading.Malformed.class);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aResponseThatOnlyLooksLikeOneIsMalformed() {
        return each("refused-response", (codec, scenario) -> {
            for (String body : Objects.requireNonNull(scenario.bodies())) {
                assertThat(operation(codec, scenario)
                                .readResponse(asked(codec, scenario), body.getBytes(StandardCharsets.UTF_8)))
                        .as(body)
                        .isInstanceOf(Reading.Malformed.class);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aRefusalHasTheProvidersForm() {
        return each(
                "error",
                (codec, scenario) -> assertThat(JSON.readTree(codec.error(new ProviderError(
                                        Objects.requireNonNull(scenario.status()),
                                        Objects.requireNonNull(scenario.code()),
                                        "what to do"))
                                .bytes()))
                        .isEqualTo(JSON.readTree(scenario.body())));
    }

    @TestFactory
    Stream<DynamicTest> whatIsReadIsSeenAndInAnotherSpellingIsNot() {
        return each("request", (codec, scenario) -> {
            assertThat(codec.unseen("POST", scenario.path())).isFalse();
            assertThat(codec.unseen("POST", scenario.path().toUpperCase(Locale.ROOT)))
                    .isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> aPathOfAnyLengthAndDepthIsNoTrouble() {
        Set<String> seen = new HashSet<>();
        return each("request", scenario -> seen.add(scenario.path()), (codec, scenario) -> {
            for (String path : longerThan(scenario.path())) {
                assertTimeout(QUICKLY, () -> {
                    codec.operation("POST", path)
                            .ifPresent(operation -> assertThat(operation.model())
                                    .hasSizeLessThanOrEqualTo(Routes.MOST_MODEL_CHARACTERS));
                    codec.unseen("POST", path);
                    codec.unseen("GET", path);
                });
            }
        });
    }

    /** The path, longer at each place that it may be longer at. */
    private static List<String> longerThan(String path) {
        List<String> longer = new ArrayList<>();
        for (String much : MUCH) {
            longer.add(path + much);
            for (int at = 0; at < path.length(); at++) {
                if (path.charAt(at) == '/' || path.charAt(at) == ':') {
                    longer.add(path.substring(0, at + 1) + much + path.substring(at + 1));
                }
            }
        }
        return longer;
    }

    private interface Check {
        void run(ProviderCodec codec, Scenario scenario) throws Exception;
    }

    private Stream<DynamicTest> each(String folder, Check check) {
        return each(folder, scenario -> true, check);
    }

    private Stream<DynamicTest> each(String folder, Predicate<Scenario> which, Check check) {
        return Scenario.of(provider + "/" + folder)
                .filter(scenario -> which.test(scenario.getValue()))
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.getKey(), () -> check.run(scenario.getValue().codec(provider), scenario.getValue())));
    }
}
