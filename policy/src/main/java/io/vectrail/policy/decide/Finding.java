package io.vectrail.policy.decide;

import io.vectrail.policy.detect.Detection;
import io.vectrail.policy.rule.GatewayType;
import io.vectrail.policy.rule.RuleSet;
import io.vectrail.provider.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that rules look for, in a request.
 *
 * @param type such as EMAIL_ADDRESS
 * @param score how sure that is, above 0 to 1
 * @param passage where it was found
 * @param start its first character in the passage's text; 0 where it is the passage as a whole
 * @param end one past its last; 0 where it is the passage as a whole
 */
record Finding(String type, double score, Passage passage, int start, int end) {

    static List<Finding> in(List<Passage> passages, RuleSet rules) {
        List<Finding> found = new ArrayList<>();
        for (Passage passage : passages) {
            switch (passage.part()) {
                case Part.Text text -> addTexts(passage, text.text(), rules, found);
                case Part.Tokens tokens -> {
                    if (tokens.text() == null) {
                        found.add(whole(GatewayType.NOT_INSPECTED, passage));
                    } else {
                        addTexts(passage, tokens.text(), rules, found);
                    }
                }
                case Part.Media medium -> {
                    found.add(whole(GatewayType.MEDIA, passage));
                    if (mayBeImage(medium.mediaType())) {
                        found.add(whole(GatewayType.IMAGE, passage));
                    }
                }
            }
        }
        return found;
    }

    /** Whether it is the passage as a whole, which has no text. */
    boolean whole() {
        return end == 0;
    }

    static Finding of(Detection detection, Passage passage) {
        return new Finding(detection.type(), detection.score(), passage, detection.start(), detection.end());
    }

    private static void addTexts(Passage passage, String text, RuleSet rules, List<Finding> found) {
        if (rules.reading()) {
            rules.detectors().find(text).forEach(each -> found.add(of(each, passage)));
        }
    }

    private static Finding whole(GatewayType type, Passage passage) {
        return new Finding(type.name(), 1, passage, 0, 0);
    }

    /** What is not said to be something else may be one. */
    private static boolean mayBeImage(String mediaType) {
        return mediaType.isBlank() || mediaType.strip().toLowerCase(Locale.ROOT).startsWith("image/");
    }
}
