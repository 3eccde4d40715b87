package io.vectrail.runtime.config;

import java.util.List;

/** One step on the way from a YAML text's beginning to a value. */
sealed interface Step {

    /** Into a block of keys. */
    record Key(String name) implements Step {}

    /** Into a list, from 0. */
    record Item(int index) implements Step {}

    /** The whole way, such as {@code policies[2].detect[1]}. */
    static String text(List<Step> path) {
        StringBuilder text = new StringBuilder();
        for (Step step : path) {
            switch (step) {
                case Key key -> text.append(text.isEmpty() ? "" : ".").append(key.name());
                case Item item -> text.append('[').append(item.index()).append(']');
            }
        }
        return text.toString();
    }
}
