package io.vectrail.replay.web;

import io.vectrail.replay.access.Role;
import io.vectrail.replay.alert.Alert;
import io.vectrail.replay.alert.Behind;
import io.vectrail.replay.scope.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody sees of alerts: one lies in a scope where an exchange behind it does, or its caller is in one of the scope's groups. Of the exchanges
 * behind it those are shown that lie in it.
 */
final class AlertSight {

    static final Set<Role> READERS = EnumSet.allOf(Role.class);
    static final Set<Role> ACTING = EnumSet.of(Role.AUDITOR, Role.POLICY_ADMIN);

    private AlertSight() {}

    static boolean within(Scope scope, Alert alert) {
        return Scope.includesAny(
                scope, alert.facts().connections(), alert.facts().groups());
    }

    /** The exchanges behind it, as far as they are seen. */
    static List<Behind> exchanges(Scope scope, Alert alert) {
        return alert.facts().exchanges().stream()
                .filter(each ->
                        Scope.includes(scope, each.connection(), alert.facts().groups()))
                .toList();
    }
}
