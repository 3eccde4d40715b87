package io.vectrail.replay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups have the roles that the configuration says, for what it says, and no other. */
class RoleGroupsTest {

    private static final Scope SEARCH = new Scope.Only(Set.of("openai-search"), Set.of("team-search"));
    private static final Scope ADS = new Scope.Only(Set.of("openai-ads"), Set.of());

    private final RoleGroups roles = new RoleGroups(
            Map.of(
                    "auditor", List.of("auditors", "compliance", "search-auditors", "ads-auditors"),
                    "viewer", List.of("viewers", "search-viewers"),
                    "policy-admin", List.of("search-auditors"),
                    "approver", List.of()),
            Map.of(
                    "search-auditors", new ScopeSettings(List.of("openai-search"), List.of("team-search")),
                    "search-viewers", new ScopeSettings(List.of("openai-search"), List.of("team-search")),
                    "ads-auditors", new ScopeSettings(List.of("openai-ads"), null)));

    @Test
    void aGroupThatIsNotListedHasNoRoleAndSeesNothing() {
        for (List<String> groups : List.of(List.of("research", "Auditors"), List.<String>of())) {
            Grants grants = roles.of(groups);
            assertThat(grants.roles()).isEmpty();
            assertThat(grants.sight()).isEqualTo(new Sight(Scope.NOTHING, Scope.NOTHING));
        }
    }

    @Test
    void somebodyInSeveralGroupsHasTheRolesOfAll() {
        assertThat(roles.of(List.of("compliance", "viewers", "x")).roles())
                .containsExactlyInAnyOrder(Role.AUDITOR, Role.VIEWER);
    }

    @Test
    void groupsWithoutARoleAreLeftOut() {
        assertThat(roles.withRole(List.of("research", "viewers", "compliance", "viewers")))
                .containsExactly("viewers", "compliance");
    }

    @Test
    void aGroupWithoutAScopeSeesEverythingThatItsRoleMay() {
        assertThat(roles.of(List.of("auditors")).sight()).isEqualTo(Sight.EVERYTHING);
        assertThat(roles.of(List.of("viewers")).sight()).isEqualTo(new Sight(Scope.EVERYTHING, Scope.NOTHING));
    }

    @Test
    void scopesOfOneRoleAddUpAndAGroupWithoutOneMakesItEverything() {
        assertThat(roles.of(List.of("search-auditors", "ads-auditors")).sight().texts())
                .isEqualTo(new Scope.Only(Set.of("openai-search", "openai-ads"), Set.of("team-search")));
        assertThat(roles.of(List.of("search-auditors", "auditors")).sight()).isEqualTo(Sight.EVERYTHING);
    }

    @Test
    void scopesAreOfTheRoleAndNotOfThePerson() {
        assertThat(roles.of(List.of("search-auditors", "viewers")).sight())
                .isEqualTo(new Sight(Scope.EVERYTHING, SEARCH));
        assertThat(roles.of(List.of("ads-auditors", "search-viewers")).sight())
                .isEqualTo(
                        new Sight(new Scope.Only(Set.of("openai-search", "openai-ads"), Set.of("team-search")), ADS));
        assertThat(roles.of(List.of("search-viewers")).sight()).isEqualTo(new Sight(SEARCH, Scope.NOTHING));
        assertThat(roles.of(List.of("search-auditors", "viewers")).sees(EnumSet.of(Role.POLICY_ADMIN)))
                .isEqualTo(SEARCH);
    }

    @Test
    void aRoleThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> new RoleGroups(Map.of("admin", List.of("admins")), Map.of()))
                .hasMessageContaining("admin")
                .hasMessageContaining("auditor");
    }

    @Test
    void aGroupWithoutANameIsRefused() {
        assertThatThrownBy(() -> new RoleGroups(Map.of("auditor", List.of("auditors", " ")), Map.of()))
                .hasMessageContaining("name is empty");
    }

    @Test
    void aScopeOfAGroupWithoutARoleIsRefused() {
        assertThatThrownBy(() -> new RoleGroups(
                        Map.of("auditor", List.of("auditors")),
                        Map.of("auditor", new ScopeSettings(List.of("openai"), null))))
                .hasMessageContaining("scopes: the group auditor has no role");
    }

    @Test
    void scopesAreBounded() {
        Map<String, ScopeSettings> many = new HashMap<>();
        IntStream.rangeClosed(0, 1_000).forEach(i -> many.put("g" + i, new ScopeSettings(List.of("c"), null)));
        assertThatThrownBy(() -> new RoleGroups(Map.of("auditor", List.copyOf(many.keySet())), many))
                .hasMessageContaining("more than 1000");
        assertThatThrownBy(() -> new ScopeSettings(List.of(), null)).hasMessageContaining("neither");
        assertThatThrownBy(() -> new ScopeSettings(Collections.nCopies(257, "c"), null))
                .hasMessageContaining("connections has more than 256");
        assertThatThrownBy(() -> new ScopeSettings(Collections.nCopies(129, "x".repeat(256)), null))
                .hasMessageContaining("more than 32 KiB");
        for (String name : List.of("", "x".repeat(257))) {
            assertThatThrownBy(() -> new ScopeSettings(null, List.of(name))).hasMessageContaining("1 to 256");
        }
    }
}
