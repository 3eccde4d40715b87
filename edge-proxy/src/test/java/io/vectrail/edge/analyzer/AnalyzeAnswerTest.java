package io.vectrail.edge.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.policy.detect.Detection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Presidio's analyzer answers is read strictly, and its places counted as Python counts. */
class AnalyzeAnswerTest {

    private static final String TEXT = "😀 Jo";

    @Test
    void placesAreCodePointsThere() throws Exception {
        assertThat(one("""
                [{"analysis_explanation": {"recognizer": [1]}, "end": 4, "entity_type": "PERSON", "score": 0.85, "start": 2},
                 {"entity_type": "PERSON", "start": 0, "end": 1, "score": 1},
                 {"entity_type": "ORG", "start": 0, "end": 1, "score": 1},
                 {"entity_type": "PERSON", "start": 0, "end": 1, "score": 0.0}]
                """)).containsExactly(new Detection("PERSON", 3, 5, 0.85), new Detection("PERSON", 0, 2, 1));
        assertThat(one("[]")).isEmpty();
    }

    @Test
    void severalTextsHaveAListEach() throws Exception {
        assertThat(read("[[], [{\"entity_type\":\"PERSON\",\"start\":0,\"end\":2,\"score\":1}]]", TEXT, "Jo"))
                .containsExactly(List.of(), List.of(new Detection("PERSON", 0, 2, 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                     | it is no list
            {"error": "x"}                                                         | it is no list
            [                                                                      | it is no JSON
            ``                                                                     | it is no list
            <html></html>                                                          | it is no JSON
            [] []                                                                  | more stands behind it
            [1]                                                                    | lists what is no finding
            [[]]                                                                   | lists what is no finding
            [{}]                                                                   | no entity_type
            [{"entity_type":1,"start":0,"end":1,"score":1}]                        | no entity_type
            [{"entity_type":{"a":1},"start":0,"end":1,"score":1}]                  | no entity_type
            [{"entity_type":"PERSON","start":0,"end":1}]                           | score is not 0 to 1
            [{"entity_type":"PERSON","start":0,"end":1,"score":"1"}]               | score is not 0 to 1
            [{"entity_type":"PERSON","start":0,"end":1,"score":1.01}]              | score is not 0 to 1
            [{"entity_type":"PERSON","start":0,"end":1,"score":1e999}]             | score is not 0 to 1
            [{"entity_type":"PERSON","start":0,"end":1,"score":NaN}]               | it is no JSON
            [{"entity_type":"PERSON","start":0,"end":1,"score":1,"score":1}]       | it is no JSON
            [{"entity_type":"PERSON","start":-1,"end":1,"score":1}]                | outside of its text
            [{"entity_type":"PERSON","start":1,"end":1,"score":1}]                 | outside of its text
            [{"entity_type":"PERSON","start":0,"end":5,"score":1}]                 | outside of its text
            [{"entity_type":"ORG","start":0,"end":5,"score":1}]                    | outside of its text
            [{"entity_type":"PERSON","start":0.0,"end":1,"score":1}]               | outside of its text
            [{"entity_type":"PERSON","start":0,"end":99999999999,"score":1}]       | it is no JSON
            [{"entity_type":"PERSON","end":1,"score":1,"start":{"start":0}}]       | lists what is no finding
            """)
    void whatIsNoAnswerIsRefusedAndNotQuoted(String body, String why) {
        assertThatThrownBy(() -> one(body)).isInstanceOfSatisfying(FailedException.class, failed -> {
            assertThat(failed.failure().reason()).isEqualTo(Failure.Reason.UNREADABLE);
            assertThat(failed.failure().detail()).contains(why);
            assertThat(failed).hasMessage("answered what is no analysis of the texts");
        });
    }

    private static List<Detection> one(String body) throws FailedException {
        return read(body, TEXT).getFirst();
    }

    private static List<List<Detection>> read(String body, String... texts) throws FailedException {
        return AnalyzeAnswer.read(body.getBytes(StandardCharsets.UTF_8), List.of(texts), List.of("PERSON"));
    }
}
