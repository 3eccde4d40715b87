package io.vectrail.replay.web;

import io.vectrail.replay.access.Person;
import io.vectrail.replay.access.Role;
import io.vectrail.replay.access.ViewingSettings;
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
    private record Me(String subject, List<String> roles, List<String> groups, Instant expires, boolean reasonNeeded) {}

    @Override
    public Answer answer(Call call) {
        call.onlyParameters(Set.of());
        Person person = call.person();
        return Answer.json(new Me(
                person.subject(),
                person.roles().stream().map(Role::label).sorted().toList(),
                person.groups(),
                person.expires(),
                viewing.needsReason() && person.readsTexts()));
    }
}
