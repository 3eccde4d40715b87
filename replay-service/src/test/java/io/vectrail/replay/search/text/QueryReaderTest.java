package io.vectrail.replay.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.replay.search.text.TextQuery.AllOf;
import io.vectrail.replay.search.text.TextQuery.AnyOf;
import io.vectrail.replay.search.text.TextQuery.Not;
import io.vectrail.replay.search.text.TextQuery.Nothing;
import io.vectrail.replay.search.text.TextQuery.Phrase;
import io.vectrail.replay.search.text.TextQuery.Prefix;
import io.vectrail.replay.search.text.TextQuery.Word;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person means by what they typed. Trees are written as (and a b), (or a b), (not a), 'a phrase' and begun*. */
class QueryReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Annual \"Quarterly Report\" 2026 | (and annual 'quarterly report' 2026)",
                "\"quarterly rep | 'quarterly rep'",
                "alice@corp.example | 'alice corp example'",
                "\"merger\" | merger",
                "a OR b | (or a b)",
                "a b OR c d | (or (and a b) (and c d))",
                "a AND b | (and a b)",
                "a AND (b OR c) | (and a (or b c))",
                "(a OR b) (c OR d) | (and (or a b) (or c d))",
                "a NOT b | (and a (not b))",
                "NOT(a) | (not a)",
                "(a)OR(b) | (or a b)",
                "a OR(b) | (or a b)",
                "a AND(b OR c) | (and a (or b c))",
                "a\u00A0OR\u00A0b | (or a b)",
                "ORANGE(a) | 'orange a'",
                "a AND NOT b | (and a (not b))",
                "a -b | (and a (not b))",
                "a -\"b c\" -(d OR e) | (and a (not 'b c') (not (or d e)))",
                "NOT NOT a | (not (not a))",
                "-a | (not a)",
                "e-mail | 'e mail'",
                "a - b | (and a b)",
                "a -- b | (and a b)",
                "quart* | quart*",
                "alice@corp* | alice corp*",
                "タワ* | 'タ ワ'",
                "東* | 東",
                "merger -$100 | (and merger (not 100))",
                "merger -#draft -@alice | (and merger (not draft) (not alice))",
                "(a -) b | (and a b)",
                "QUART* | quart*",
                "* | nothing",
                "or and not | (and or and not)",
                "\"OR\" \"AND\" | (and or and)",
                "ORANGE | orange",
                "(a OR b | (or a b)",
                "a) | a",
                "f(x) | 'f x'",
                "(f(x) OR y) | (or 'f x' y)",
                "() | nothing",
                "(()) a | a",
                "a OR %% | a",
                "%% OR a | a",
                "NOT %% | nothing",
                "a (%%) | a",
                "a\"b c\"d | (and a 'b c' d)",
                "\uD83D\uDE00 a | a",
            })
    void whatStandsThereIsRead(String typed, String meant) {
        assertThat(QueryReader.read(typed))
                .isInstanceOfSatisfying(
                        ReadQuery.Found.class,
                        found -> assertThat(written(found.query())).as(typed).isEqualTo(meant));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OR a | at character 1 with nothing to find before",
                "a OR | at character 3 with nothing to find behind",
                "a OR OR b | at character 3 with nothing to find behind",
                "a AND | at character 3 with nothing to find behind",
                "AND a | at character 1 with nothing to find before",
                "(OR a) | at character 2 with nothing to find before",
                "(a OR) b | at character 4 with nothing to find behind",
                "a NOT | at character 3 with nothing to find behind",
                "NOT OR a | at character 1 with nothing to find behind",
                "alice@c* | behind fewer than 2 letters",
                "q* | behind fewer than 2 letters",
            })
    void anOperatorWithoutSomethingToFindIsRefusedWithItsPlace(String typed, String reason) {
        assertThat(refused(typed)).contains(reason);
    }

    @Test
    void signsAloneAreNoWords() {
        assertThat(QueryReader.read("%% '; -- \\ \u0000 \"\"")).isEqualTo(new ReadQuery.Found(new Nothing()));
        assertThat(QueryReader.read("")).isEqualTo(new ReadQuery.Found(new Nothing()));
    }

    @Test
    void whatIsTooLongTooManyOrTooDeepIsRefused() {
        assertThat(refused("x".repeat(TextQuery.MOST_CHARACTERS + 1))).contains("1000 characters");
        assertThat(refused("x ".repeat(TextQuery.MOST_WORDS + 1))).contains("40 words");
        assertThat(refused("(".repeat(TextQuery.MOST_DEPTH + 1) + "x")).contains("20 parentheses");
        assertThat(refused("-(".repeat(400) + "x")).contains("20 parentheses");
        assertThat(QueryReader.read("x ".repeat(TextQuery.MOST_WORDS))).isInstanceOf(ReadQuery.Found.class);
        assertThat(QueryReader.read("(x) ".repeat(TextQuery.MOST_WORDS))).isInstanceOf(ReadQuery.Found.class);
    }

    @Test
    void anythingAtAllIsReadOrRefused() {
        List<String> parts =
                List.of("(", ")", "\"", "-", "*", "AND", "OR", "NOT", "a", "b*", " ", "\u6771", "'", "\\", "%");
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String typed = random.ints(random.nextInt(14), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
            assertThat(QueryReader.read(typed)).as(typed).isNotNull();
        }
    }

    private static String refused(String typed) {
        return QueryReader.read(typed) instanceof ReadQuery.Refused(String reason) ? reason : "was read";
    }

    private static String written(TextQuery query) {
        return switch (query) {
            case Nothing nothing -> "nothing";
            case Word(String term) -> term;
            case Prefix(String begun) -> begun + "*";
            case Phrase(String terms) -> "'" + terms + "'";
            case AllOf(List<TextQuery> all) -> "(and " + written(all) + ")";
            case AnyOf(List<TextQuery> any) -> "(or " + written(any) + ")";
            case Not(TextQuery part) -> "(not " + written(part) + ")";
        };
    }

    private static String written(List<TextQuery> parts) {
        return parts.stream().map(QueryReaderTest::written).collect(Collectors.joining(" "));
    }
}
