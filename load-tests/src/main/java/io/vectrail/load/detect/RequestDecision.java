package io.vectrail.load.detect;

import io.vectrail.policy.decide.RequestRules;
import io.vectrail.policy.decide.Verdict;
import io.vectrail.policy.detect.type.BuiltIns;
import io.vectrail.policy.detect.type.Recognizer;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.Risk;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.policy.rule.WrittenRule;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.Operation;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import io.vectrail.runtime.config.Problems;
import io.vectrail.runtime.config.StrictYaml;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Deciding on a request of 1.3 KB in which no policy finds anything. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestDecision {

    private static final int CHARACTERS = 1_300;

    private static final Operation EMBEDDINGS = ProviderCodecs.of("openai", Map.of())
            .flatMap(codec -> codec.operation("POST", "/v1/embeddings"))
            .orElseThrow();

    /** What the document asks for. */
    public enum Policies {
        /** There is none. */
        NONE,
        /** One that looks for secrets. */
        SECRETS,
        /** One that looks for every built-in type, and one with a condition. */
        EVERYTHING;

        private String text() {
            String every =
                    BuiltIns.all().stream().map(Recognizer::type).distinct().collect(Collectors.joining(", "));
            return switch (this) {
                case NONE -> "policies: []";
                case SECRETS -> "policies: [{name: secrets, detect: [SECRET], action: block}]";
                case EVERYTHING ->
                    "policies: [{name: all, detect: [" + every + "], action: mask}, {name: asks, when: "
                            + "'detections.exists(d, d.type == \"MEDICAL_RECORD\") && item.characters > 100', action: block}]";
            };
        }
    }

    /** As it stands in a document. */
    private record Written(List<WrittenRule> policies) {}

    @Param
    public Policies policies = Policies.EVERYTHING;

    private RuleSet rules = RuleSet.NONE;
    private Facts facts = facts(0);
    private EmbeddingRequest request = read(new byte[0]);

    @Setup
    public void prepare() {
        Written written = StrictYaml.read("policies", policies.text(), Written.class);
        Problems problems = new Problems();
        rules = RuleSet.of(written.policies(), List.of(), null, problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("a policy does not validate: " + problems.in(policies.text()));
        }
        String text = "The committee went through the figures of the quarter, and nobody had a question. "
                .repeat(CHARACTERS / 80 + 1)
                .substring(0, CHARACTERS);
        byte[] body =
                ("{\"model\":\"text-embedding-3-small\",\"input\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        request = read(body);
        facts = facts(body.length);
        if (!decide().matches().isEmpty()) {
            throw new IllegalStateException("this text was to be one in which nothing is found");
        }
    }

    @Benchmark
    public Verdict decide() {
        return RequestRules.decide(rules, facts, request, List.of(), null);
    }

    private static EmbeddingRequest read(byte[] body) {
        byte[] read = body.length == 0 ? "{\"model\":\"m\",\"input\":\"x\"}".getBytes(StandardCharsets.UTF_8) : body;
        return switch (EMBEDDINGS.readRequest(read, 1)) {
            case Reading.Read<EmbeddingRequest> good -> good.value();
            case Reading.Malformed<EmbeddingRequest> malformed -> throw new IllegalStateException(malformed.reason());
        };
    }

    private static Facts facts(long bytes) {
        return new Facts(
                "alice",
                List.of("research"),
                "",
                "127.0.0.1",
                "openai",
                "openai",
                "embeddings",
                "text-embedding-3-small",
                bytes,
                Instant.EPOCH,
                Risk.NONE,
                header -> List.of());
    }
}
