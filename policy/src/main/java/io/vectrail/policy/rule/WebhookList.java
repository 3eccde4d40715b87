package io.vectrail.policy.rule;

import io.vectrail.runtime.config.Names;
import io.vectrail.runtime.config.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Webhooks that a document names; the replay service's configuration has their addresses. */
public final class WebhookList {

    private static final int MOST = 8;

    private WebhookList() {}

    /**
     * Each once.
     *
     * @param names at most 8; null: none
     * @param problems at the list: where it is noted what does not validate
     */
    public static List<String> of(@Nullable List<String> names, Problems problems) {
        if (names == null) {
            return List.of();
        }
        problems.check(names.size() <= MOST, "lists at most " + MOST);
        return problems
                .each(names, name -> {
                    Names.check("a webhook's name", name);
                    return name;
                })
                .stream()
                .distinct()
                .toList();
    }
}
