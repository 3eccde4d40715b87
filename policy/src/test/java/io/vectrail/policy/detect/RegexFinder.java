package io.vectrail.policy.detect;

import io.vectrail.policy.detect.pattern.Finder;
import io.vectrail.policy.detect.pattern.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a finder finds, by java.util.regex. */
record RegexFinder(List<Pattern> patterns) implements Finder {

    static RegexFinder of(List<String> patterns) {
        return new RegexFinder(patterns.stream().map(Pattern::compile).toList());
    }

    @Override
    public List<Match> find(String text, IntPredicate wanted) {
        List<Match> found = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            Matcher matcher = patterns.get(i).matcher(text);
            while (wanted.test(i) && matcher.find()) {
                found.add(new Match(i, matcher.start(), matcher.end()));
            }
        }
        return found;
    }
}
