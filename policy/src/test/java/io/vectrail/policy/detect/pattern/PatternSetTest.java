package io.vectrail.policy.detect.pattern;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns are found where java.util.regex finds them. */
class PatternSetTest {

    @Test
    void findsEachPatternWhateverTheOthersDo() {
        assertThat(PatternSet.of(List.of("\\b\\d{3}-\\d{2}\\b", "\\d+", "(?i)ab+c"))
                        .find("x 123-45 xABBC 7"))
                .containsExactlyInAnyOrder(
                        new Match(0, 2, 8),
                        new Match(1, 2, 5),
                        new Match(1, 6, 8),
                        new Match(1, 15, 16),
                        new Match(2, 10, 14));
    }

    @Test
    void tellsManyPatternsApartThatBeginInOnePlace() {
        List<String> patterns = new ArrayList<>();
        for (char c = 'a'; c <= 'z'; c++) {
            patterns.add("\\b[" + c + "-z]{2,4}" + c + "\\b");
            patterns.add("\\b[a-" + c + "]{2,4}[0-9" + c + "]\\b");
            patterns.add("\\b[^" + c + "]{2,3}" + c);
        }
        String text = "abba zoom mnopq aaaa9 zzz9 lmn5 xyzzy, cab a-bc";
        List<Match> expected = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            Matcher matcher = Pattern.compile(patterns.get(i)).matcher(text);
            while (matcher.find()) {
                expected.add(new Match(i, matcher.start(), matcher.end()));
            }
        }
        assertThat(PatternSet.of(patterns).find(text)).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Each letter on the way to the longest match tells of one, and so does what stands behind it. */
    @Test
    void findsTheLongestOfMatchesThatEndAtEachLetter() {
        PatternSet patterns = PatternSet.of(List.of("a{1,128}", "\\ba{1,128}\\b", "a{1,127}a?(b|$)"));
        assertThat(patterns.find("a".repeat(128)))
                .containsExactlyInAnyOrder(new Match(0, 0, 128), new Match(1, 0, 128), new Match(2, 0, 128));
        assertThat(patterns.find("a".repeat(300) + " "))
                .containsExactlyInAnyOrder(new Match(0, 0, 128), new Match(0, 128, 256), new Match(0, 256, 300));
    }

    @Test
    void ofMatchesOfAnyLengthTheOneThatBeginsFirstCounts() {
        PatternSet patterns = PatternSet.of(List.of("password: \\S+|word", "key=.*;|=a", "a.*b|b.*"));
        assertThat(patterns.find("my password: hunter2 ok")).contains(new Match(0, 3, 20));
        assertThat(patterns.find("x key=abc;")).contains(new Match(1, 2, 10));
        assertThat(patterns.find("cab\nb1\na2b2"))
                .contains(new Match(2, 1, 3), new Match(2, 4, 6), new Match(2, 7, 10));
    }

    @Test
    void aTextWhoseMatchesCouldAllGoOnIsRefusedBeforeItCostsMuch() {
        PatternSet patterns = PatternSet.of(List.of("a(?:(?:..)*b)?", "z+"));
        assertThatExceptionOfType(TooManyMatchesException.class).isThrownBy(() -> patterns.find("a".repeat(1_000_000)));
        assertThat(patterns.find("a".repeat(300))).hasSize(300);
        assertThat(patterns.find("a".repeat(1_000_001) + "b")).containsExactly(new Match(0, 0, 1_000_002));
    }

    /** One state a place is enough for what people write: a tail that may be there, and mostly is not. */
    @Test
    void aTailThatMayBeThereIsNotLookedForTwice() {
        PatternSet patterns = PatternSet.of(List.of("a(?:.*b)?", "E-\\d{6}(?:.*confidential)?"));
        assertThat(patterns.find("a".repeat(1_000_000))).hasSize(1_000_000);
        String line = "{\"id\":\"E-123456\",\"text\":\"some words\"},".repeat(20_000);
        assertThat(patterns.find(line).stream().filter(match -> match.pattern() == 1))
                .hasSize(20_000);
        assertThat(patterns.find(line + "confidential").stream().filter(match -> match.pattern() == 1))
                .containsExactly(new Match(1, 7, line.length() + 12));
    }

    /** What a state holds is in no table. */
    @Tag("heavy") // builds automata up to the bound
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theStatesOfPatternsAreBoundedLikeTheirTables() {
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            patterns.add("[ab]{0," + (12 + i) + "}a[ab]{" + (12 + i) + "}Q");
        }
        for (int i = 0; i < 140; i++) {
            patterns.add(".{0," + (118 - i % 20) + "}b" + (i < 20 ? "" : "{" + (1 + i / 20) + "}"));
        }
        for (int from = 0x4e00; from < 0x4e00 + 300; from += 100) {
            patterns.add("Z"
                    + IntStream.range(from, from + 100)
                            .mapToObj(Character::toString)
                            .collect(joining()));
        }
        assertThatExceptionOfType(PatternTooLargeException.class)
                .isThrownBy(() -> PatternSet.of(patterns, Budget.ofDocument()));
    }

    /** An alphabet of nearly as many letters as there are code units. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void patternsThatTellAllCharactersApartArePreparedOrRefused() {
        List<String> patterns = new ArrayList<>();
        for (int bit = 0; bit < 16; bit++) {
            int mask = 1 << bit;
            int[] members = IntStream.range(128, 1 << 16)
                    .filter(c -> (c & mask) != 0 && !Character.isSurrogate((char) c))
                    .toArray();
            for (int from = 0; from < members.length; from += 3_000) {
                int length = Math.min(3_000, members.length - from);
                patterns.add("x[" + new String(members, from, length) + "]");
            }
        }
        try {
            assertThat(PatternSet.of(patterns, Budget.ofDocument()).find("x\u0130"))
                    .isNotEmpty();
        } catch (PatternTooLargeException e) {
            assertThat(e).hasMessageContaining("take too long to prepare");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?=a)b", "(?!a)b", "(?<=a)b", "(?<!a)b", "(?>a)b", "(a)\\1", "a*?", "a++", "a{2}?", "\\k<a>"})
    void refusesWhatNeedsBacktracking(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> PatternSet.of(List.of(pattern)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a",
                "a)",
                "[a",
                "[]",
                "*a",
                "a{3,2}",
                "a{2000}",
                "\\",
                "(?q)a",
                "[b-a]",
                "\\p{Nowhere}",
                "\\xZZ",
                "a**?"
            })
    void refusesWhatIsNoPattern(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatternSet.of(List.of(pattern)))
                .withMessageContaining("pattern");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", "\\b", "a?|b", "^", "(?:)", "|a", "(?i)"})
    void refusesWhatMatchesWhereNothingStands(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatternSet.of(List.of(pattern)))
                .withMessageContaining("ask for a character");
    }

    @Test
    void refusesWhatNeedsTooLargeAnAutomaton() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatternSet.of(List.of("(?:a|b)*a(?:a|b){30}")))
                .withMessageContaining("entries");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatternSet.of(List.of("(?:(?:a{100}){100}){100}")))
                .withMessageContaining("too large");
        // Nothing, written out a thousand million times.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatternSet.of(List.of("(?:(?:(?:a{0}){1000}){1000}){1000}b")))
                .withMessageContaining("too large");
    }

    @Test
    void aPatternHasAsManyStepsAsItsProgram() {
        for (int seed = 0; seed < 300; seed++) {
            Node node = PatternParser.parse(new RandomPattern(new Random(seed)).next());
            assertThat(Program.forward(List.of(node), List.of(0)).steps()).hasSize(node.steps() + 1);
        }
    }

    @Test
    void findsWhereAnyTextHasWhatTheOtherEngineFinds() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> patterns = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                String pattern = new RandomPattern(random).next();
                if (!Pattern.compile(pattern).matcher("").find()
                        && !Pattern.compile("(?:" + pattern + ")(?<!.)")
                                .matcher("-")
                                .find()) {
                    patterns.add(pattern);
                }
            }
            PatternSet set;
            try {
                set = PatternSet.of(patterns);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("ask for a character");
                continue;
            }
            for (int repeat = 0; repeat < 5; repeat++) {
                String text = text(random);
                List<Match> found = set.find(text);
                for (int i = 0; i < patterns.size(); i++) {
                    int pattern = i;
                    assertThat(found.stream().filter(match -> match.pattern() == pattern))
                            .as("seed %d, %s in %s", seed, patterns.get(i), text)
                            .containsExactlyElementsOf(expected(i, patterns.get(i), text));
                }
                BitSet wanted = BitSet.valueOf(new long[] {random.nextLong()});
                assertThat(set.find(text, wanted::get))
                        .as("seed %d, %s of %s in %s", seed, wanted, patterns, text)
                        .containsExactlyInAnyOrderElementsOf(found.stream()
                                .filter(match -> wanted.get(match.pattern()))
                                .toList());
            }
        }
    }

    /** Of the matches that begin first the longest, and then those behind it. */
    private static List<Match> expected(int index, String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern)
                .matcher(text)
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
        List<Match> expected = new ArrayList<>();
        for (int start = 0; start < text.length(); start++) {
            int last = longest(matcher, text, start, start + 1);
            if (last > start) {
                expected.add(new Match(index, start, last));
                start = last - 1;
            }
        }
        return expected;
    }

    private static int longest(Matcher matcher, String text, int start, int from) {
        int last = start;
        for (int end = from; end <= text.length(); end++) {
            last = matcher.region(start, end).matches() ? end : last;
        }
        return last;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < random.nextInt(20); i++) {
            text.append("abAB1 -\n_é".charAt(random.nextInt(10)));
        }
        // The other engine sees no beginning of a line behind the last line's end.
        return text.append('.').toString();
    }

    /** A pattern of a few characters. */
    private record RandomPattern(Random random) {

        String next() {
            return choice(3);
        }

        private String choice(int depth) {
            StringBuilder choice = new StringBuilder(sequence(depth));
            while (random.nextInt(4) == 0) {
                choice.append('|').append(sequence(depth));
            }
            return choice.toString();
        }

        private String sequence(int depth) {
            StringBuilder sequence = new StringBuilder();
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                sequence.append(atom(depth));
                sequence.append(
                        List.of("", "", "", "*", "+", "?", "{1,3}", "{2}").get(random.nextInt(8)));
            }
            return sequence.toString();
        }

        private String atom(int depth) {
            if (depth > 0 && random.nextInt(4) == 0) {
                return (random.nextBoolean() ? "(?:" : "(?i:") + choice(depth - 1) + ")";
            }
            return List.of(
                            "a", "b", "A", "1", "[ab]", "[^a]", "\\d", "\\w", "\\s", "(?s:.)", "(?:\\b)", "(?:\\B)",
                            "(?:^)", "(?m:^)", "(?:\\z)", "-", "é")
                    .get(random.nextInt(17));
        }
    }
}
