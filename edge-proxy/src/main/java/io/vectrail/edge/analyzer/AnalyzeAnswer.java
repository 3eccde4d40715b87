package io.vectrail.edge.analyzer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.vectrail.policy.detect.Detection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code POST /analyze} of Presidio's analyzer answers: for a text a list of {@code {entity_type, start, end, score}}, for a
 * list of texts a list of these. Strictly: what does not fit the texts says nothing of them.
 */
final class AnalyzeAnswer {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser parser;
    private final List<String> texts;
    private final Set<String> types;

    private AnalyzeAnswer(JsonParser parser, List<String> texts, Set<String> types) {
        this.parser = parser;
        this.texts = texts;
        this.types = types;
    }

    /**
     * What was found in each text.
     *
     * @param texts that were asked about, at least one
     * @param types that were asked for: what is found of others is left out
     * @throws FailedException when it is no such answer
     */
    static List<List<Detection>> read(byte[] body, List<String> texts, List<String> types) throws FailedException {
        try (JsonParser parser = JSON.createParser(body)) {
            return new AnalyzeAnswer(parser, texts, Set.copyOf(types)).all();
        } catch (JsonProcessingException e) {
            // Its message quotes what was read.
            throw unreadable("it is no JSON");
        } catch (IOException e) {
            throw unreadable("it cannot be read");
        }
    }

    private List<List<Detection>> all() throws IOException, FailedException {
        List<List<Detection>> all = new ArrayList<>();
        expect(parser.nextToken() == JsonToken.START_ARRAY, "it is no list");
        if (texts.size() == 1) {
            all.add(one(texts.getFirst()));
        } else {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken() == JsonToken.START_ARRAY, "it is no list of lists");
                expect(all.size() < texts.size(), "it is of more texts than were asked about");
                all.add(one(texts.get(all.size())));
            }
            expect(all.size() == texts.size(), "it is of fewer texts than were asked about");
        }
        expect(parser.nextToken() == null, "more stands behind it");
        return all;
    }

    private List<Detection> one(String text) throws IOException, FailedException {
        List<Detection> found = new ArrayList<>();
        @Nullable CodePoints places = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken() == JsonToken.START_OBJECT, "it lists what is no finding");
            places = places == null ? new CodePoints(text) : places;
            Detection each = finding(places);
            if (each != null) {
                found.add(each);
            }
        }
        return found;
    }

    /** Null where it says nothing: a type that nobody asked for, or a score of 0. */
    private @Nullable Detection finding(CodePoints places) throws IOException, FailedException {
        @Nullable String type = null;
        int start = -1;
        int end = -1;
        double score = -1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "entity_type" -> type = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                case "start" -> start = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : -1;
                case "end" -> end = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : -1;
                case "score" -> score = value.isNumeric() ? parser.getDoubleValue() : -1;
                default -> parser.skipChildren();
            }
        }
        expect(type != null, "a finding has no entity_type");
        expect(score >= 0 && score <= 1, "a finding's score is not 0 to 1");
        expect(start >= 0 && end > start && end <= places.length(), "a finding lies outside of its text");
        return type == null || !types.contains(type) || score == 0
                ? null
                : new Detection(type, places.unit(start), places.unit(end), score);
    }

    private static void expect(boolean holds, String otherwise) throws FailedException {
        if (!holds) {
            throw unreadable(otherwise);
        }
    }

    private static FailedException unreadable(String why) {
        return new FailedException(
                new Failure(Failure.Reason.UNREADABLE, "answered what is no analysis of the texts", why));
    }
}
