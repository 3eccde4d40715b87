package io.vectrail.policy.rule;

import io.vectrail.runtime.config.Problems;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A detector as it stands in the document: with patterns and words, or with {@code presidio}. It may be wrong in several places; all
 * are told by {@link #check}.
 *
 * @param type that patterns and words find, 1 to 63 of A-Z, 0-9 and underscore
 * @param pattern in RE2's syntax
 * @param patterns several of them
 * @param words a dictionary of words and phrases
 * @param score of what a pattern finds, above 0 to 1; 1 where it is left out
 * @param context words that raise the score where one stands near
 * @param types that an analyzer finds, by Presidio's names, 1 to 32
 * @param presidio where the analyzer is
 * @param timeout for all that one request asks of it, above 0 to 5 s; 200 ms where it is left out
 * @param language of the texts; en where it is left out
 * @param threshold the score from which it shall name a value, above 0 to 1
 * @param batch how many texts one call may have, 1 to 500; 100 where it is left out
 * @param ca PEM file of the authorities that vouch for it
 */
public record WrittenDetector(
        @Nullable String type,
        @Nullable String pattern,
        @Nullable List<String> patterns,
        @Nullable List<String> words,
        @Nullable Double score,
        @Nullable List<String> context,
        @Nullable List<String> types,
        @Nullable URI presidio,
        @Nullable Duration timeout,
        @Nullable String language,
        @Nullable Double threshold,
        @Nullable Integer batch,
        @Nullable String ca) {

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_TYPES = 32;
    private static final int MOST_BATCH = 500;
    private static final Pattern LANGUAGE_FORM = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{2,8})?");

    /** @param problems where it is noted what does not validate; what is in its patterns is looked at with all others */
    void check(Problems problems) {
        if (presidio == null) {
            checkOwn(problems);
        } else {
            checkAnalyzer(problems);
        }
    }

    /** What it is. To be asked of one that validates. */
    public Detector detector() {
        return presidio == null
                ? new CustomDetector(type == null ? "" : type, pattern, patterns, words, score, context)
                : new PresidioDetector(
                        allTypes(),
                        presidio,
                        timeout == null ? PresidioDetector.TIMEOUT : timeout,
                        language == null ? PresidioDetector.LANGUAGE : language,
                        threshold,
                        batch == null ? PresidioDetector.BATCH : batch,
                        ca);
    }

    List<String> allTypes() {
        return types == null ? List.of() : types;
    }

    List<String> allPatterns() {
        return patterns == null ? List.of() : patterns;
    }

    private void checkOwn(Problems problems) {
        String elsewhere =
                "belongs to a detector that says where its analyzer is, such as presidio: \"http://presidio:3000\"";
        problems.at("types").check(types == null, elsewhere);
        problems.at("timeout").check(timeout == null, elsewhere);
        problems.at("language").check(language == null, elsewhere);
        problems.at("threshold").check(threshold == null, elsewhere);
        problems.at("batch").check(batch == null, elsewhere);
        problems.at("ca").check(ca == null, elsewhere);
        checkType(type, problems.at("type"));
        problems.check(pattern != null || patterns != null || words != null, "needs pattern, patterns or words");
        problems.at("score").check(score == null || (score > 0 && score <= 1), "must be above 0 and at most 1");
        Deny.checkCount(allPatterns(), problems.at("patterns"));
        Deny.checkWords(words == null ? List.of() : words, problems.at("words"));
        Deny.checkWords(context == null ? List.of() : context, problems.at("context"));
    }

    private void checkAnalyzer(Problems problems) {
        String own = "belongs to a detector without presidio; write one of its own";
        problems.at("type").check(type == null, own + "; an analyzer has types");
        problems.at("pattern").check(pattern == null, own);
        problems.at("patterns").check(patterns == null, own);
        problems.at("words").check(words == null, own);
        problems.at("score").check(score == null, own);
        problems.at("context").check(context == null, own);
        List<String> all = allTypes();
        problems.at("types")
                .check(
                        !all.isEmpty() && all.size() <= MOST_TYPES && new HashSet<>(all).size() == all.size(),
                        "must list 1 to " + MOST_TYPES + ", each once, such as [PERSON, LOCATION]");
        for (int i = 0; i < all.size(); i++) {
            checkType(all.get(i), problems.at("types").at(i));
        }
        problems.at("timeout")
                .check(
                        timeout == null || (timeout.isPositive() && timeout.compareTo(LONGEST_TIMEOUT) <= 0),
                        "must be above 0 and at most 5s");
        problems.at("language")
                .check(language == null || LANGUAGE_FORM.matcher(language).matches(), "must be like en");
        problems.at("threshold")
                .check(threshold == null || (threshold > 0 && threshold <= 1), "must be above 0 and at most 1");
        problems.at("batch")
                .check(batch == null || (batch >= 1 && batch <= MOST_BATCH), "must be 1 to " + MOST_BATCH + " texts");
    }

    private static void checkType(@Nullable String type, Problems problems) {
        problems.check(
                CustomDetector.isType(type), "must be 1 to 63 of A-Z, 0-9 and underscore, and begin with a letter");
    }
}
