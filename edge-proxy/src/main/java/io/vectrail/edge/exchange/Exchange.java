package io.vectrail.edge.exchange;

import io.vectrail.document.CheckedDocument;
import io.vectrail.document.Connection;
import io.vectrail.edge.identity.Caller;
import io.vectrail.event.Decision;
import io.vectrail.event.RuleMatch;
import io.vectrail.event.VectorFinding;
import io.vectrail.policy.decide.Answer;
import io.vectrail.policy.decide.Verdict;
import io.vectrail.policy.rule.Risk;
import io.vectrail.provider.EmbeddingRequest;
import io.vectrail.provider.EmbeddingResponse;
import io.vectrail.provider.Operation;
import io.vectrail.provider.json.Replacement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one exchange so far. Each stage fills its own part once; what later stages need, they ask for, and
 * asking before it is there is a fault of the pipeline's order. Used by one thread at a time.
 */
public final class Exchange {

    private final Arrival arrival;
    private CheckedDocument document;
    private final Outbound outbound = new Outbound();
    private Caller caller = Caller.Anonymous.INSTANCE;
    private Decision decision = Decision.ALLOW;
    private List<RuleMatch> ruleMatches = List.of();
    private List<VectorFinding> vectorFindings = List.of();
    private boolean admitted;
    private boolean begunInJournal;
    private boolean requestJournaled;
    private @Nullable String session;
    private @Nullable Connection connection;
    private @Nullable Operation operation;
    private byte @Nullable [] body;
    private byte @Nullable [] plainBody;
    private byte @Nullable [] recordedInstead;
    private byte @Nullable [] rewrittenBody;
    private List<Answer> answers = List.of();
    private Risk risk = Risk.UNKNOWN;
    private Verdict verdict = Verdict.NOTHING;
    private boolean judged;
    private @Nullable String approval;
    private long heldNanos;
    private boolean unheard;
    private Reservation reservation = Reservation.NONE;
    private @Nullable EmbeddingRequest request;
    private @Nullable Headers forwardedHeaders;
    private @Nullable UpstreamAnswer answer;
    private byte @Nullable [] plainAnswer;
    private byte @Nullable [] rewrittenAnswer;
    private @Nullable EmbeddingResponse response;
    private @Nullable Release release;

    public Exchange(Arrival arrival, CheckedDocument document) {
        this.arrival = arrival;
        this.document = document;
    }

    public Arrival arrival() {
        return arrival;
    }

    /** The document in force when the request came, or when it went on after it had waited for people; a later one does not touch it. */
    public CheckedDocument document() {
        return document;
    }

    /** Another document decides on it anew: nothing counts of what the one before has said. */
    public Exchange under(CheckedDocument inForce) {
        document = inForce;
        decision = Decision.ALLOW;
        ruleMatches = List.of();
        answers = List.of();
        verdict = Verdict.NOTHING;
        judged = false;
        rewrittenBody = null;
        approval = null;
        return this;
    }

    public Caller caller() {
        return caller;
    }

    public Exchange identified(Caller identified) {
        caller = identified;
        return this;
    }

    /** True once it has its place among the requests under way, which it must then give back. */
    public boolean admitted() {
        return admitted;
    }

    public Exchange markAdmitted() {
        admitted = true;
        return this;
    }

    /** It waits for people, and takes no place meanwhile. */
    public void leavePlace() {
        admitted = false;
    }

    /** The name that the caller gave this exchange's session; null when it gave none. */
    public @Nullable String session() {
        return session;
    }

    public Exchange inSession(@Nullable String name) {
        session = name;
        return this;
    }

    public @Nullable Connection connectionIfKnown() {
        return connection;
    }

    public Connection connection() {
        return Objects.requireNonNull(connection, "not routed yet");
    }

    public @Nullable Operation operationIfKnown() {
        return operation;
    }

    public Operation operation() {
        return Objects.requireNonNull(operation, "not routed yet");
    }

    /** The connection is kept even when the route turns out unknown: the record of the refusal names it. */
    public Exchange connected(Connection found) {
        connection = found;
        return this;
    }

    public Exchange routed(Operation found) {
        operation = found;
        return this;
    }

    /** Whether the route is no embedding call and passes all the same: nobody looks into its bodies. */
    public boolean passesThrough() {
        return operation().passesThrough();
    }

    public byte @Nullable [] bodyIfRead() {
        return body;
    }

    public byte[] body() {
        return Objects.requireNonNull(body, "body not read yet");
    }

    public Exchange bodyRead(byte[] bytes) {
        body = bytes;
        return this;
    }

    /** The body freed of its content encoding. */
    public byte[] plainBody() {
        return Objects.requireNonNull(plainBody, "body not read yet");
    }

    public Exchange plainBody(byte[] plain) {
        plainBody = plain;
        return this;
    }

    /** What is recorded in the body's place: it without what a blocking rule found in it; null where the body itself is. */
    public byte @Nullable [] recordedInstead() {
        return recordedInstead;
    }

    public Exchange hide(List<Replacement> found) {
        if (!found.isEmpty()) {
            recordedInstead = Replacement.apply(plainBody(), found);
        }
        return this;
    }

    /** The body that goes upstream, where a rule changed it: plain. Null where it goes as it came. */
    public byte @Nullable [] rewrittenBody() {
        return rewrittenBody;
    }

    /** The body that goes upstream. */
    public byte[] forwardedBody() {
        return rewrittenBody == null ? body() : rewrittenBody;
    }

    /** What analyzers elsewhere said of the request's texts. */
    public List<Answer> answers() {
        return answers;
    }

    public Exchange analysed(List<Answer> said) {
        answers = said;
        return this;
    }

    /** How risky its caller was when the request was decided on: all rules see the same, and its answer's and its refusal's do. */
    public Risk risk() {
        return risk;
    }

    public Exchange atRisk(Risk itsCallers) {
        risk = itsCallers;
        return this;
    }

    /** What rules made of the request. */
    public Verdict verdict() {
        return verdict;
    }

    public Exchange judged(Verdict made) {
        verdict = made;
        judged = true;
        return this;
    }

    /** The approval that it waits for, went on by or was refused under; null where nobody was asked. */
    public @Nullable String approval() {
        return approval;
    }

    public Exchange underApproval(@Nullable String id) {
        approval = id;
        return this;
    }

    /** @param nanos more that it waited for people */
    public Exchange held(long nanos) {
        heldNanos += nanos;
        return this;
    }

    /** Whether nobody waits for its answer, as far as that was asked. */
    public boolean unheard() {
        return unheard || arrival.gone().getAsBoolean();
    }

    public Exchange unheard(boolean gone) {
        unheard = gone;
        return this;
    }

    /** How long it waited for people: neither the gateway's time nor the upstream's. */
    public long heldNanos() {
        return heldNanos;
    }

    /** What it took of limits over time. */
    public Reservation reservation() {
        return reservation;
    }

    public Exchange reserved(Reservation taken) {
        reservation = taken;
        return this;
    }

    /**
     * Whether the body as it came may have what nobody may see: rules look into texts and did not come to an end with this
     * request's, or what they found in it has not been replaced.
     */
    public boolean mayHide() {
        boolean replaced = rewrittenBody != null || recordedInstead != null;
        return (!judged && document.rules().reading())
                || !verdict.recorded()
                || !(verdict.changes().isEmpty() || replaced);
    }

    /** The body is changed as rules want it. */
    public Exchange rewritten() {
        if (!verdict.changes().isEmpty()) {
            rewrittenBody = held(Replacement.apply(plainBody(), verdict.changes()));
        }
        return this;
    }

    public @Nullable EmbeddingRequest requestIfRead() {
        return request;
    }

    public EmbeddingRequest request() {
        return Objects.requireNonNull(request, "request not read yet");
    }

    public Exchange requestRead(EmbeddingRequest read) {
        request = read;
        return this;
    }

    /** The headers that go upstream, without the credential. */
    public Headers forwardedHeaders() {
        return Objects.requireNonNull(forwardedHeaders, "not decided yet");
    }

    public Exchange forwarding(Headers headers) {
        forwardedHeaders = headers;
        return this;
    }

    public @Nullable Headers forwardedHeadersIfKnown() {
        return forwardedHeaders;
    }

    public Decision decision() {
        return decision;
    }

    /** The strictest of what is decided, one after the other, is the exchange's. */
    public Exchange decided(Decision outcome) {
        decision = outcome.compareTo(decision) > 0 ? outcome : decision;
        return this;
    }

    /** The rules that matched so far, on the request and on its answer. */
    public List<RuleMatch> ruleMatches() {
        return ruleMatches;
    }

    public Exchange matched(List<RuleMatch> more) {
        if (!more.isEmpty()) {
            ruleMatches = Stream.concat(ruleMatches.stream(), more.stream()).toList();
        }
        return this;
    }

    /** What is wrong with the answer's vectors. */
    public List<VectorFinding> vectorFindings() {
        return vectorFindings;
    }

    public Exchange foundInVectors(List<VectorFinding> findings) {
        vectorFindings = findings;
        return this;
    }

    /** True once the journal was told of the request: it must then be told of its end. */
    public boolean begunInJournal() {
        return begunInJournal;
    }

    public Exchange markBegunInJournal() {
        begunInJournal = true;
        return this;
    }

    /** True once the journal holds the request as it is forwarded: its end then needs no request of its own. */
    public boolean requestJournaled() {
        return requestJournaled;
    }

    public Exchange markRequestJournaled() {
        requestJournaled = true;
        return this;
    }

    /** How it fared upstream. */
    public Outbound outbound() {
        return outbound;
    }

    public UpstreamAnswer answer() {
        return Objects.requireNonNull(answer, "not answered yet");
    }

    public Exchange answered(UpstreamAnswer received) {
        answer = received;
        return this;
    }

    /** The answer's body freed of its content encoding. */
    public byte[] plainAnswer() {
        return Objects.requireNonNull(plainAnswer, "not read yet");
    }

    public Exchange plainAnswer(byte[] plain) {
        plainAnswer = plain;
        return this;
    }

    /** The body that is released, where a rule changed it: plain. Null where it is released as it came. */
    public byte @Nullable [] rewrittenAnswer() {
        return rewrittenAnswer;
    }

    public Exchange rewrittenAnswer(List<Replacement> changes) {
        rewrittenAnswer = held(Replacement.apply(plainAnswer(), changes));
        return this;
    }

    private byte[] held(byte[] changed) {
        if (!arrival.memory().take(changed.length)) {
            throw new RefusedException(
                    RefusalCode.RATE_LIMITED,
                    "the gateway holds as many bytes of bodies as it may, and what policies made of this one does not fit"
                            + " beside them; try again");
        }
        return changed;
    }

    public @Nullable EmbeddingResponse responseIfRead() {
        return response;
    }

    public Exchange responseRead(EmbeddingResponse read) {
        response = read;
        return this;
    }

    public Release release() {
        return Objects.requireNonNull(release, "nothing to release yet");
    }

    public Exchange released(Release ready) {
        release = ready;
        return this;
    }
}
