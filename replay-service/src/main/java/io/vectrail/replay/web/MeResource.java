package io.vectrail.replay.web;

import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.access.ViewingSettings;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** {@code GET /api/v1/me}: who is signed in, and as what. */
final class MeResource implements Resource {

    private final ViewingSettings viewing;

    MeResource(ViewingSettings viewing) {
        this.viewing = viewing;
    }

    /** Field names are the API's. */
    private record Me(
            String subject,
            List<String> roles,
            List<String> groups,
            Instant expires,
            boolean reasonNeeded,
            Sees sees) {}

    /** Field names are the API's. */
    private record Part(List<String> connections, List<String> groups) {}

    /** A word, or the connections and groups that it is of. */
    private record Sees(Object metadata, Object texts) {

        private static Sees of(Sight sight) {
            return new Sees(part(sight.metadata()), part(sight.texts()));
        }

        private static Object part(Scope scope) {
            return switch (scope) {
                case Scope.Everything everything -> "everything";
                case Scope.Nothing nothing -> "nothing";
                case Scope.Only(Set<String> connections, Set<String> groups) ->
                    new Part(sorted(connections), sorted(groups));
            };
        }

        private static List<String> sorted(Set<String> names) {
            return names.stream().sorted().toList();
        }
    }

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of());
        Person person = call.person();
        return Answer.json(new Me(
                person.subject(),
                person.roles().stream().map(Role::label).sorted().toList(),
                person.groups(),
                person.expires(),
                viewing.needsReason() && person.hasOneOf(Set.of(Role.AUDITOR, Role.APPROVER)),
                Sees.of(person.sight())));
    }
}
