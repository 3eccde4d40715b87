package io.vectrail.replay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups have the roles that the configuration says, and no other. */
class RoleGroupsTest {

    private final RoleGroups roles = new RoleGroups(
            Map.of("auditor", List.of("auditors", "compliance"), "viewer", List.of("viewers"), "approver", List.of()));

    @Test
    void aGroupThatIsNotListedHasNoRole() {
        assertThat(roles.of(List.of("research", "Auditors"))).isEmpty();
        assertThat(roles.of(List.of())).isEmpty();
    }

    @Test
    void somebodyInSeveralGroupsHasTheRolesOfAll() {
        assertThat(roles.of(List.of("compliance", "viewers", "x")))
                .containsExactlyInAnyOrder(Role.AUDITOR, Role.VIEWER);
    }

    @Test
    void aRoleThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> new RoleGroups(Map.of("admin", List.of("admins"))))
                .hasMessageContaining("admin")
                .hasMessageContaining("auditor");
    }
}
