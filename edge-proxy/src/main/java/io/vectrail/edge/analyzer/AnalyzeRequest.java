package io.vectrail.edge.analyzer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.policy.rule.PresidioDetector;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code POST /analyze} of Presidio's analyzer takes. One text is a string, which each version takes; several are a list, which
 * those from 2.2.361 on take.
 */
final class AnalyzeRequest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnalyzeRequest() {}

    static byte[] body(PresidioDetector detector, List<String> texts) {
        List<String> wellFormed = texts.stream().map(AnalyzeRequest::wellFormed).toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", wellFormed.size() == 1 ? wellFormed.getFirst() : wellFormed);
        body.put("language", detector.language());
        body.put("entities", detector.types());
        if (detector.threshold() != null) {
            body.put("score_threshold", detector.threshold());
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are JSON", e);
        }
    }

    /** Half a surrogate pair is no UTF-8, and analyzers fail on it. A question mark takes its place: one code point, as it was. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
