package io.vectrail.replay.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Consent;
import io.vectrail.document.approval.Requirement;
import io.vectrail.document.approval.State;
import io.vectrail.document.risk.Levels;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedCaller;
import io.vectrail.event.RecordedItem;
import io.vectrail.event.RecordedMedia;
import io.vectrail.event.RuleMatch;
import io.vectrail.provider.ContentEncoding;
import io.vectrail.replay.archive.RequestTexts;
import io.vectrail.replay.search.CallerHistory;
import io.vectrail.replay.web.ApprovalAnswers.Count;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One approval, and the request that waits. Field names are the API's.
 *
 * @param provider and what else stands in its record alone: empty while Kafka does not show it to somebody who gets no texts
 * @param readable whether whoever asks may read its texts
 * @param body as it would be forwarded, where they may
 */
record ApprovalDetail(
        @JsonUnwrapped ApprovalAnswers.Summary summary,
        List<String> callerGroups,
        @Nullable String clientId,
        String address,
        @Nullable String userAgent,
        String provider,
        String operation,
        String documentHash,
        String requestHash,
        List<Needed> requirements,
        List<Match> matches,
        List<Item> items,
        boolean readable,
        @Nullable String body,
        List<Consented> consented,
        ApprovalSight may,
        List<Step> steps,
        CallerHistory.@Nullable History history,
        @Nullable Risk risk) {

    /** Largest plain body that is shown: what waits is smaller. */
    private static final long MOST_BYTES = 4L << 20;

    /** What one rule asks for. */
    record Needed(
            String rule,
            List<String> groups,
            boolean each,
            int count,
            boolean met,
            @Nullable Instant escalatesAt,
            List<String> escalationGroups,
            @Nullable String hours,
            boolean needsReason,
            long grantSeconds,
            boolean sameText) {}

    /** A rule that matched. */
    record Match(String rule, String action, List<Count> detections) {}

    /** One text; its characters are null for those who may not read it. */
    record Item(
            int index,
            int characters,
            String action,
            @Nullable String text,
            List<Found> detections,
            List<Medium> media) {}

    /** A detection. */
    record Found(String type, int start, int end, double score) {}

    /** An image or another input that is no text. */
    record Medium(String mediaType, long size, @Nullable String sha256) {}

    /** Somebody's consent. */
    record Consented(String subject, Instant time, String reason) {}

    /** What happened. */
    record Step(
            String id,
            Instant time,
            String kind,
            String actor,
            String reason,
            @Nullable String exchange,
            @Nullable String webhook,
            boolean completed) {}

    /** How risky its caller is held to be now. */
    record Risk(int score, String level) {}

    static ApprovalDetail of(
            Approval approval,
            @Nullable AuditExchange exchange,
            ApprovalAnswers.Summary summary,
            ApprovalSight may,
            boolean readable,
            CallerHistory.@Nullable Known known,
            Levels levels) {
        RecordedCaller caller = exchange == null ? null : exchange.getCaller();
        List<Consent> consents = consents(approval.state());
        return new ApprovalDetail(
                summary,
                approval.asked().callerGroups(),
                caller == null ? null : caller.getClientId(),
                caller == null ? "" : caller.getAddress(),
                caller == null ? null : caller.getUserAgent(),
                exchange == null ? "" : exchange.getProvider(),
                exchange == null ? "" : exchange.getOperation(),
                exchange == null ? "" : exchange.getDecision().getDocumentHash(),
                approval.asked().request(),
                approval.asked().requirements().stream()
                        .map(needed -> needed(needed, consents, approval.asked().subject()))
                        .toList(),
                exchange == null ? List.of() : matches(exchange),
                exchange == null ? List.of() : items(exchange, readable),
                readable,
                readable && exchange != null ? body(exchange.getRequest().getBody()) : null,
                consents.stream()
                        .map(consent -> new Consented(consent.subject(), consent.at(), consent.reason()))
                        .toList(),
                may,
                approval.steps().stream().map(ApprovalDetail::step).toList(),
                known == null ? null : known.history(),
                known == null ? null : risk(known.risk(), levels));
    }

    private static @Nullable Risk risk(@Nullable Double score, Levels levels) {
        return score == null
                ? null
                : new Risk((int) Math.round(score), levels.of(score).name());
    }

    private static List<Consent> consents(State state) {
        return switch (state) {
            case State.Requested requested -> requested.consents();
            case State.Approved approved -> approved.consents();
            case State.Rejected rejected -> rejected.consents();
            case State.Revoked revoked -> revoked.before().consents();
            case State.Expired _ -> List.of();
        };
    }

    private static Needed needed(Requirement needed, List<Consent> consents, String requester) {
        return new Needed(
                needed.rule(),
                needed.groups(),
                needed.each(),
                needed.count(),
                needed.metBy(consents, requester),
                needed.escalatesAt(),
                needed.escalationGroups(),
                needed.hours() == null ? null : needed.hours().text(),
                needed.needsReason(),
                needed.grant().toSeconds(),
                needed.sameText());
    }

    private static List<Match> matches(AuditExchange exchange) {
        return exchange.getDecision().getRules().stream()
                .filter(match -> !match.getShadow())
                .map(ApprovalDetail::match)
                .toList();
    }

    private static Match match(RuleMatch match) {
        return new Match(
                match.getRule(),
                match.getAction().name().toLowerCase(Locale.ROOT),
                match.getDetections().stream()
                        .map(found -> new Count(found.getType(), found.getCount()))
                        .toList());
    }

    private static List<Item> items(AuditExchange exchange, boolean readable) {
        List<String> texts = readable ? RequestTexts.of(exchange) : List.of();
        return exchange.getItems().stream()
                .map(item -> item(
                        item,
                        item.getIndex() >= 0 && item.getIndex() < texts.size() ? texts.get(item.getIndex()) : null))
                .toList();
    }

    private static Item item(RecordedItem item, @Nullable String text) {
        return new Item(
                item.getIndex(),
                item.getCharacters(),
                item.getAction().name(),
                text,
                item.getDetections().stream()
                        .map(found -> new Found(found.getType(), found.getStart(), found.getEnd(), found.getScore()))
                        .toList(),
                item.getMedia().stream().map(ApprovalDetail::medium).toList());
    }

    private static Medium medium(RecordedMedia medium) {
        return new Medium(
                medium.getMediaType(),
                medium.getSize(),
                medium.getSha256() == null ? null : HexFormat.of().formatHex(bytes(medium.getSha256())));
    }

    private static @Nullable String body(RecordedBody body) {
        if (body.getContent() == null) {
            return null;
        }
        return ContentEncoding.decode(body.getContentEncoding(), bytes(body.getContent()), MOST_BYTES)
                .map(plain -> new String(plain, StandardCharsets.UTF_8))
                .orElse(null);
    }

    /** The buffer itself stays as it is: others read it, too. */
    private static byte[] bytes(ByteBuffer buffer) {
        ByteBuffer own = buffer.duplicate();
        byte[] bytes = new byte[own.remaining()];
        own.get(bytes);
        return bytes;
    }

    private static Step step(ApprovalEvent step) {
        return new Step(
                step.getId(),
                step.getAt(),
                step.getKind().name(),
                step.getActor(),
                step.getReason(),
                step.getExchange(),
                step.getWebhook(),
                step.getCompleted());
    }
}
