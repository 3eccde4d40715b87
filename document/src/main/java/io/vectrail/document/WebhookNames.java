package io.vectrail.document;

import io.vectrail.policy.rule.WrittenApprovers;
import io.vectrail.policy.rule.WrittenRule;
import io.vectrail.runtime.config.Problems;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks that a document may name. Edges do not know them, nor need they: the replay service has their addresses and secrets.
 *
 * @param known by name
 */
record WebhookNames(Set<String> known) {

    WebhookNames {
        known = Set.copyOf(known);
    }

    /** @param problems at the policies: where it is noted which names are not known */
    void check(List<WrittenRule> policies, Problems problems) {
        for (int i = 0; i < policies.size(); i++) {
            WrittenApprovers approvers = policies.get(i).approvers();
            if (approvers != null) {
                Problems here = problems.at(i).at("approvers");
                named(approvers.webhooks(), here.at("webhooks"));
                WrittenApprovers.WrittenEscalation further = approvers.escalate();
                if (further != null) {
                    named(further.webhooks(), here.at("escalate").at("webhooks"));
                }
            }
        }
    }

    /** @param problems at the names */
    void named(@Nullable List<String> names, Problems problems) {
        List<String> asked = names == null ? List.of() : names;
        for (int i = 0; i < asked.size(); i++) {
            problems.at(i)
                    .check(
                            known.contains(asked.get(i)),
                            "names a webhook that the replay service's configuration does not have; it has " + list());
        }
    }

    private String list() {
        return known.isEmpty() ? "none" : known.stream().sorted().collect(Collectors.joining(", "));
    }
}
