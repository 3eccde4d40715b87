package io.vectrail.edge.approval;

import io.vectrail.document.approval.Requirement;
import io.vectrail.edge.exchange.ApprovalHeader;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.policy.rule.Action;
import io.vectrail.policy.rule.Rule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange needs people for.
 *
 * @param named the approval that its caller names; null where it names none
 * @param request SHA-256 of what would be forwarded, lower-case hex
 * @param needed what rules ask for, one each
 */
record Ask(
        Exchange exchange,
        String subject,
        String connection,
        @Nullable String named,
        String request,
        List<Needed> needed) {

    Ask {
        needed = List.copyOf(needed);
    }

    /** What one rule asks for. */
    record Needed(Requirement requirement, Action.Approve action) {}

    /** @throws io.vectrail.edge.exchange.RefusedException when it names what is no approval */
    static Ask of(Exchange exchange, Instant now) {
        return new Ask(
                exchange,
                exchange.caller().subject(),
                exchange.connection().name(),
                ApprovalHeader.named(exchange.arrival().headers()),
                hash(exchange),
                exchange.verdict().approvals().stream()
                        .map(rule -> needed(rule, now))
                        .toList());
    }

    private static Needed needed(Rule rule, Instant now) {
        if (rule.action() instanceof Action.Approve approve) {
            return new Needed(Requirement.of(rule, approve, now), approve);
        }
        throw new IllegalStateException("policy " + rule.name() + " asks nobody");
    }

    /** The body as it would be forwarded, freed of its content encoding: one text has many compressed forms. */
    private static String hash(Exchange exchange) {
        Arrival arrival = exchange.arrival();
        byte[] rewritten = exchange.rewrittenBody();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String head = arrival.method() + "\n" + arrival.path() + "\n" + arrival.query() + "\n";
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            digest.update(rewritten == null ? exchange.plainBody() : rewritten);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** How long its connection waits: as long as the most impatient of these. */
    static Duration hold(Collection<Needed> needed) {
        return needed.stream()
                .map(each -> each.action().hold())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** How long it can be decided on: as long as the most impatient of these. */
    static Duration expire(Collection<Needed> needed) {
        return needed.stream()
                .map(each -> each.action().expire())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The rules that ask, for messages. */
    static String rules(Collection<Needed> needed) {
        return needed.stream().map(each -> each.requirement().rule()).collect(Collectors.joining(", "));
    }
}
