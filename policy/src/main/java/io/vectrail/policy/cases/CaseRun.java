package io.vectrail.policy.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.event.RuleMatch;
import io.vectrail.policy.decide.Answer;
import io.vectrail.policy.decide.RequestRules;
import io.vectrail.policy.decide.Verdict;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.Operation;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.provider.Reading;
import io.vectrail.provider.json.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs a case as the edge would: as a request of OpenAI's form. */
final class CaseRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Operation EMBEDDINGS = ProviderCodecs.of("openai", Map.of())
            .flatMap(codec -> codec.operation("POST", "/v1/embeddings"))
            .orElseThrow();

    private CaseRun() {}

    /** What is not as it was expected, a line each; empty where all is. */
    static List<String> differences(PolicyCase one, RuleSet rules) {
        byte[] body = body(one);
        CaseAnalyzer.check(one, rules);
        Facts facts = one.facts(body.length);
        EmbeddingRequest request = read(body);
        List<Answer> answers = RequestRules.questions(rules, facts, request).stream()
                .map(question -> CaseAnalyzer.answer(question, one))
                .toList();
        Verdict verdict = RequestRules.decide(rules, facts, request, answers, null);
        PolicyCase.Expected expected = one.expect();
        List<String> differences = new ArrayList<>();
        compare("decision", expected.itsDecision(), verdict.decision(), differences);
        List<String> texts = expected.itsTexts();
        if (texts != null && verdict.refusal() != null) {
            differences.add("text: nothing goes on, since " + verdict.refusal());
        } else if (texts != null) {
            compare("text", texts, texts(Replacement.apply(body, verdict.changes())), differences);
        }
        if (expected.rules() != null) {
            compare("rules", new TreeSet<>(expected.rules()), names(verdict), differences);
        }
        if (expected.withheld() != null) {
            compare("withheld", new TreeSet<>(expected.withheld()), verdict.withheld(), differences);
        }
        return differences;
    }

    private static void compare(String what, Object expected, Object found, List<String> differences) {
        if (!expected.equals(found)) {
            differences.add(what + ": expected " + expected + ", is " + found);
        }
    }

    private static Set<String> names(Verdict verdict) {
        TreeSet<String> names = new TreeSet<>();
        for (RuleMatch match : verdict.matches()) {
            names.add(match.getRule() + (match.getShadow() ? " (shadow)" : ""));
        }
        return names;
    }

    private static byte[] body(PolicyCase one) {
        try {
            return JSON.writeValueAsString(Map.of("model", one.itsModel(), "input", one.itsTexts()))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are JSON", e);
        }
    }

    private static EmbeddingRequest read(byte[] body) {
        return switch (EMBEDDINGS.readRequest(body, EmbeddingRequest.MOST_INPUTS)) {
            case Reading.Read<EmbeddingRequest> read -> read.value();
            case Reading.Malformed<EmbeddingRequest> malformed ->
                throw new IllegalArgumentException("these texts are no request: " + malformed.reason());
        };
    }

    private static List<String> texts(byte[] body) {
        return read(body).inputs().stream().map(EmbeddingRequest.Input::text).toList();
    }
}
