package io.vectrail.replay.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.document.key.IssuedKey;
import io.vectrail.replay.key.KeyOrder;
import io.vectrail.replay.key.KeyRing;
import io.vectrail.replay.key.KeyRing.Created;
import io.vectrail.replay.key.TooManyKeysException;
import io.vectrail.replay.publish.Actor;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the API says of keys of one kind, and how it is told which are wanted. */
final class KeyAnswers {

    /** As many groups as a key may have fit in. */
    static final int MOST_BYTES = 64 << 10;

    private final KeyRing keys;

    KeyAnswers(KeyRing keys) {
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

    /** One that was just created, without its secret. Field names are the API's. */
    record Issued(
            String id,
            String subject,
            List<String> groups,
            String name,
            Instant created,
            String createdBy,
            Instant expires) {

        static Issued of(IssuedKey key) {
            return new Issued(
                    key.id(), key.subject(), key.groups(), key.name(), key.created(), key.createdBy(), key.expires());
        }
    }

    /** Keys, the newest first. */
    private record Page(List<Key> items, @Nullable String nextCursor) {}

    /** A page of those that whoever calls may see. */
    Answer list(Call call, Predicate<IssuedKey> seen) {
        call.onlyParameters(Set.of("limit", "cursor"));
        int limit = call.limit();
        Cursor cursor = call.cursor();
        List<IssuedKey> page = ProblemException.asked(keys::list).stream()
                .filter(seen)
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

    /** @throws ProblemException when there can be no such key, or not now */
    Created create(KeyOrder order, Actor actor) {
        try {
            return ProblemException.asked(() -> {
                try {
                    return keys.create(order, actor);
                } catch (TooManyKeysException e) {
                    throw new ProblemException(409, "Too many", String.valueOf(e.getMessage()), Map.of());
                }
            });
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("there is none like this: " + e.getMessage());
        }
    }

    /** An answer with a secret: not left to what every answer has, this one must never be kept. */
    static Answer once(Object whole) {
        return new Answer.Json(201, whole, Map.of("Cache-Control", "no-store"));
    }

    /** The groups that a body names, in its order; none where it names none. */
    static List<String> groups(JsonBody body) {
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
        return groups;
    }

    /** What a body wants, for as long as it says. */
    static KeyOrder order(JsonBody body, String subject, List<String> groups, String name) {
        try {
            return new KeyOrder(
                    subject,
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
