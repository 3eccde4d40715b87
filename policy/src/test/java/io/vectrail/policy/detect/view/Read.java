package io.vectrail.policy.detect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** What tests ask of readings. */
final class Read {

    private Read() {}

    static List<String> texts(String text) {
        return Views.of(text).stream().map(View::text).toList();
    }

    /** The part of a text that stands for a value in one of its readings. */
    static Optional<String> disguise(String text, String value) {
        for (View view : Views.of(text)) {
            int at = view.text().indexOf(value);
            if (at >= 0) {
                return Optional.of(text.substring(view.start(at), view.end(at + value.length())));
            }
        }
        return Optional.empty();
    }

    /** Spans are not empty, within the text, and move forward. */
    static void assertSpansHold(String text) {
        for (View view : Views.of(text)) {
            int length = view.text().length();
            assertThat(length).isLessThanOrEqualTo(3 * text.length());
            int start = 0;
            int end = 0;
            for (int i = 0; i < length; i++) {
                boolean holds = view.start(i) >= start
                        && view.end(i + 1) >= end
                        && view.start(i) < view.end(i + 1)
                        && view.end(i + 1) <= text.length();
                assertThat(holds).as("character %s of %s", i, view.text()).isTrue();
                start = view.start(i);
                end = view.end(i + 1);
            }
        }
    }
}
