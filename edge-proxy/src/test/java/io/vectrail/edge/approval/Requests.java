package io.vectrail.edge.approval;

import io.vectrail.document.AllowList;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.DocumentReader;
import io.vectrail.edge.exchange.Arrivals;
import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.Release;
import io.vectrail.edge.identity.Caller;
import io.vectrail.event.Authentication;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.policy.decide.RequestRules;
import io.vectrail.policy.rule.Facts;
import io.vectrail.policy.rule.Risk;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingRequest.Input;
import io.vectrail.provider.Part;
import io.vectrail.provider.VectorType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Exchanges that rules want people to decide on. */
final class Requests {

    private final CheckedDocument document;

    /** @param policies in YAML, on one line */
    Requests(String policies) {
        String yaml = "version: 1\nconnections: [{ name: openai, provider: openai, target: \"http://127.0.0.1:1\","
                + " credential: a }]\npolicies: [" + policies + "]\n";
        AllowList allow = new AllowList(List.of("127.0.0.1:*"), null, null, true);
        document = new DocumentReader(allow, Map.of(), null, null)
                .read("gateway.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** As rules have judged it. */
    Exchange of(String subject, String text, Header... headers) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Facts facts = new Facts(
                subject,
                List.of(),
                "",
                "",
                "openai",
                "openai",
                "embeddings",
                "m",
                body.length,
                Instant.EPOCH,
                Risk.NONE,
                name -> List.of());
        Part.Text part = new Part.Text(Part.Role.INPUT, "input", text, 0, body.length);
        EmbeddingRequest request =
                new EmbeddingRequest("m", List.of(new Input(List.of(part), null)), List.of(), null, VectorType.FLOAT);
        return new Exchange(Arrivals.of("POST", "/v1/embeddings", "", headers), document)
                .identified(new Caller.Identified(subject, "issuer", List.of(), null, Authentication.OIDC))
                .connected(Objects.requireNonNull(document.connection("openai")))
                .bodyRead(body)
                .plainBody(body)
                .requestRead(request)
                .judged(RequestRules.decide(document.rules(), facts, request, List.of(), null));
    }

    /** As it ends once it went on by this approval. */
    static Exchange answered(Exchange exchange, String approval, int status) {
        return exchange.underApproval(approval)
                .released(new Release(
                        status,
                        new Headers(List.of()),
                        new byte[0],
                        BodyState.VERBATIM,
                        Decision.APPROVE,
                        0,
                        0,
                        false,
                        null,
                        List.of(),
                        List.of()));
    }
}
