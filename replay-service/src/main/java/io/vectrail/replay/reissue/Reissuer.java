package io.vectrail.replay.reissue;

import io.vectrail.event.BodyState;
import io.vectrail.event.Side;
import io.vectrail.replay.key.TooManyKeysException;
import io.vectrail.replay.publish.UnavailableException;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.scope.Sight;
import io.vectrail.replay.search.ExchangeDetail;
import io.vectrail.replay.search.ExchangeLookup;
import io.vectrail.replay.search.ExchangeLookup.RecordedVector;
import io.vectrail.replay.search.VectorComparison;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends one recorded request again and compares what comes back. Thread-safe. */
final class Reissuer implements AutoCloseable {

    /** Of a body. */
    private static final long MOST_BYTES = 32L << 20;

    /** From the edge's journal to the archive it is a second or two. */
    private static final Duration ARCHIVING = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(150);

    private final ExchangeLookup lookup;
    private final VectorComparison comparison;
    private final AuditorKeys keys;
    private final EdgeClient edge;

    Reissuer(ExchangeLookup lookup, VectorComparison comparison, AuditorKeys keys, EdgeClient edge) {
        this.lookup = lookup;
        this.comparison = comparison;
        this.keys = keys;
        this.edge = edge;
    }

    /**
     * Sends it again.
     *
     * @param session under which name the new exchange stands
     * @throws io.vectrail.replay.archive.ArchiveException when the archive is away
     */
    Reissued again(String id, Auditor auditor, String session) {
        Optional<ExchangeDetail> found = lookup.one(id, new Sight(auditor.texts(), auditor.texts()));
        if (found.isEmpty()) {
            return new Reissued.Unknown(id);
        }
        ExchangeDetail recorded = found.get();
        if (recorded.request().size() > MOST_BYTES) {
            return new Reissued.Not(id, "", "its request has more than 32 MiB");
        }
        return body(id, auditor)
                .map(body -> send(recorded, body, recorded.request().contentEncoding(), auditor, session))
                .map(sent -> switch (sent) {
                    case Sent.Failed(String reason) -> new Reissued.Not(id, "", reason);
                    case Sent.Refused(int status, String exchange) ->
                        new Reissued.Not(
                                id, exchange, "it was answered with " + status + "; the new exchange says why");
                    case Sent.Released(String exchange) -> compared(id, exchange, auditor);
                })
                .orElseGet(() -> new Reissued.Not(id, "", "the bytes of its request are not kept"));
    }

    /**
     * Sends another text as a recorded one was, and waits for its vector.
     *
     * @param forms recorded ones, of which the first is taken that has one text
     * @return the new exchange, in the archive
     */
    Embedded embed(String text, List<String> forms, Auditor auditor, String session) {
        for (String id : forms) {
            Optional<ExchangeDetail> form = lookup.one(id, new Sight(auditor.texts(), auditor.texts()));
            Optional<byte[]> body = form.flatMap(
                    recorded -> body(id, auditor).flatMap(bytes -> TextInForm.of(recorded, bytes, text, MOST_BYTES)));
            if (form.isPresent() && body.isPresent()) {
                return embedded(send(form.get(), body.get(), null, auditor, session));
            }
        }
        return new Embedded.Not(
                "none of the latest " + forms.size() + " requests of this connection and model has one text alone,"
                        + " so that it is not known how to ask; send one through the edge first");
    }

    private Embedded embedded(Sent sent) {
        return switch (sent) {
            case Sent.Failed(String reason) -> new Embedded.Not(reason);
            case Sent.Refused(int status, String exchange) ->
                new Embedded.Not("the text was answered with " + status + "; exchange " + exchange + " says why");
            case Sent.Released(String exchange) ->
                archived(() -> lookup.vector(exchange, 0, Scope.EVERYTHING))
                        .flatMap(vector -> rewritten(exchange).map(changed -> embedded(exchange, vector, changed)))
                        .orElseGet(() ->
                                new Embedded.Not("its vector is not in the archive yet; it is exchange " + exchange));
        };
    }

    private static Embedded embedded(String exchange, RecordedVector vector, boolean rewritten) {
        return rewritten
                ? new Embedded.Not("a policy changed the text on its way, so that this is not its vector; exchange "
                        + exchange + " says which")
                : new Embedded.Vector(exchange, vector);
    }

    /** Whether a policy changed it; nothing while the archive has only its vectors, since then nobody knows. */
    private Optional<Boolean> rewritten(String exchange) {
        return archived(() -> lookup.one(exchange, Sight.EVERYTHING))
                .map(detail -> detail.request().state().equals(BodyState.REWRITTEN.name()));
    }

    private Optional<byte[]> body(String id, Auditor auditor) {
        return lookup.body(id, Side.REQUEST, auditor.texts())
                .filter(body -> body.size() <= MOST_BYTES)
                .map(this::bytes);
    }

    private Sent send(
            ExchangeDetail recorded, byte[] body, @Nullable String encoding, Auditor auditor, String session) {
        try {
            return edge.send(recorded, body, encoding, keys.of(auditor), session);
        } catch (TooManyKeysException | IllegalArgumentException e) {
            return new Sent.Failed("you cannot be known to the edge: " + e.getMessage());
        } catch (UnavailableException e) {
            return new Sent.Failed(String.valueOf(e.getMessage()));
        }
    }

    private byte[] bytes(ExchangeLookup.Body body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream((int) body.size());
        for (int part = 0; part < body.parts(); part++) {
            whole.writeBytes(lookup.part(body, part));
        }
        return whole.toByteArray();
    }

    /** The auditor's own exchange may lie outside of the scope of what they audit: what they sent is theirs to see. */
    private Reissued compared(String id, String exchange, Auditor auditor) {
        return archived(() -> comparison.of(id, auditor.texts(), exchange, Scope.EVERYTHING))
                .flatMap(items ->
                        rewritten(exchange).<Reissued>map(changed -> new Reissued.Done(id, exchange, changed, items)))
                .orElseGet(() -> new Reissued.Not(
                        id, exchange, "the new exchange is not in the archive yet; compare them once it is"));
    }

    private static <T> Optional<T> archived(Supplier<Optional<T>> look) {
        long until = System.nanoTime() + ARCHIVING.toNanos();
        Optional<T> found = look.get();
        while (found.isEmpty()
                && System.nanoTime() < until
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            found = look.get();
        }
        return found;
    }

    @Override
    public void close() {
        edge.close();
    }
}
