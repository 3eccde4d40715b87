package io.vectrail.replay.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.document.key.IssuedKey;
import io.vectrail.replay.key.Actor;
import io.vectrail.replay.key.CallerKeys;
import io.vectrail.replay.key.CallerKeys.Created;
import io.vectrail.replay.key.KeyOrder;
import io.vectrail.replay.key.TooManyKeysException;
import io.vectrail.replay.search.Cursor;
import io.vectrail.runtime.config.Durations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/keys}: the keys of callers without an identity provider. */
final class KeysResource {

    /** As many groups as a key may have fit in. */
    private static final int MOST_BYTES = 64 << 10;

    private static final Set<String> REQUIRED = Set.of("subject");
    private static final Set<String> OPTIONAL = Set.of("groups", "name", "ttl", "expires");
    private static final String FORM = "the body must be {\"subject\": \"…\", \"groups\": [\"…\"], \"name\": \"…\","
            + " \"ttl\": \"90d\"}; expires, a time, may stand in the place of ttl, and all but subject may be left out";

    private final CallerKeys keys;

    KeysResource(CallerKeys keys) {
        this.keys = keys;
    }

    /** A key without its secret. Field names are the API's. */
    private record Key(
            String id,
            String state,
            String subject,
            List<String> groups,
            String name,
            Instant created,
            String createdBy,
            Instant expires,
            @Nullable Instant revoked,
            @Nullable String revokedBy) {}

    /** The same, with the key itself: once. */
    private record NewKey(
            String key,
            String id,
            String subject,
            List<String> groups,
            String name,
            Instant created,
            String createdBy,
            Instant expires) {}

    /** Keys, the newest first. */
    private record Page(List<Key> items, @Nullable String nextCursor) {}

    Answer list(Call call) {
        call.onlyParameters(Set.of("limit", "cursor"));
        int limit = call.limit();
        Cursor cursor = call.cursor();
        List<IssuedKey> page = ProblemException.asked(keys::list).stream()
                .filter(key -> cursor == null || isBehind(key, cursor))
                .limit(limit + 1L)
                .toList();
        String next = null;
        if (page.size() > limit) {
            page = page.subList(0, limit);
            next = new Cursor(page.getLast().created(), page.getLast().id()).encoded();
        }
        return Answer.json(new Page(page.stream().map(this::shown).toList(), next));
    }

    Answer create(Call call) {
        call.onlyParameters(Set.of());
        KeyOrder order = order(JsonBody.of(call, MOST_BYTES, REQUIRED, OPTIONAL, FORM));
        Created created = ProblemException.asked(() -> create(order, actor(call)));
        IssuedKey key = created.key();
        return new Answer.Json(
                201,
                new NewKey(
                        created.text(),
                        key.id(),
                        key.subject(),
                        key.groups(),
                        key.name(),
                        key.created(),
                        key.createdBy(),
                        key.expires()),
                // Not left to what every answer has: this one must never be kept.
                Map.of("Cache-Control", "no-store"));
    }

    Answer revoke(Call call) {
        call.onlyParameters(Set.of());
        String id = call.path("id");
        if (!ProblemException.asked(() -> keys.revoke(id, actor(call)))) {
            throw ProblemException.notFound("there is no key of this id");
        }
        return new Answer.Nothing(Map.of());
    }

    private Created create(KeyOrder order, Actor actor) {
        try {
            return keys.create(order, actor);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("there is no such key: " + e.getMessage());
        } catch (TooManyKeysException e) {
            throw new ProblemException(409, "Too many keys", String.valueOf(e.getMessage()), Map.of());
        }
    }

    private static Actor actor(Call call) {
        return new Actor(call.person().subject(), call.address());
    }

    private static KeyOrder order(JsonBody body) {
        List<String> groups = new ArrayList<>();
        if (body.has("groups")) {
            if (!body.node("groups").isArray()) {
                throw body.misformed();
            }
            for (JsonNode group : body.node("groups")) {
                if (!group.isTextual()) {
                    throw body.misformed();
                }
                groups.add(group.textValue());
            }
        }
        String name = body.has("name") ? body.text("name") : "";
        try {
            return new KeyOrder(
                    body.text("subject"),
                    groups,
                    name,
                    body.has("ttl") ? Durations.parse(body.text("ttl")) : null,
                    body.has("expires")
                            ? OffsetDateTime.parse(body.text("expires")).toInstant()
                            : null);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "either ttl is a duration like 12h or 90d, or expires a time like 2026-01-31T09:30:00Z");
        }
    }

    private static boolean isBehind(IssuedKey key, Cursor cursor) {
        int time = key.created().compareTo(cursor.time());
        return time < 0 || (time == 0 && key.id().compareTo(cursor.id()) < 0);
    }

    private Key shown(IssuedKey key) {
        IssuedKey.Revocation revocation = key.revocation();
        return new Key(
                key.id(),
                keys.state(key).name().toLowerCase(Locale.ROOT),
                key.subject(),
                key.groups(),
                key.name(),
                key.created(),
                key.createdBy(),
                key.expires(),
                revocation == null ? null : revocation.at(),
                revocation == null ? null : revocation.by());
    }
}
