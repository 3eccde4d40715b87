package io.vectrail.edge.recorder;

import io.vectrail.edge.exchange.Exchange;
import io.vectrail.edge.exchange.Hold;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import io.vectrail.edge.identity.Caller;
import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalUnavailableException;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.edge.recorder.journal.Unavailability;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.AvroFile;
import io.vectrail.event.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Puts each step of an exchange into the journal. A stage that it returns completes once the entry is on the disk. */
public final class Recorder {

    private static final int HEAD_BYTES = 1024;

    private final Journal journal;
    private final ExchangeEvents events;
    private final Strangers strangers;
    private final OwedEnds owed;

    public Recorder(String edge, Journal journal, Strangers strangers, OwedEnds owed, Clock clock) {
        this.journal = journal;
        this.events = new ExchangeEvents(edge, clock);
        this.strangers = strangers;
        this.owed = owed;
    }

    /**
     * A known caller's request has come. Nobody waits: nothing has been forwarded yet.
     *
     * @throws JournalUnavailableException at once when the journal does not take it, or still owes an end: a later exchange
     *     must not be published before an earlier one
     */
    public Exchange received(Exchange exchange) {
        if (owed.count() > 0) {
            throw journal.refuse(Unavailability.OWED);
        }
        byte[] entry = AvroBinary.write(events.received(exchange), HEAD_BYTES);
        CompletableFuture<Position> taken =
                journal.appendUnhurried(EntryKind.RECEIVED, exchange.arrival().id(), entry);
        if (taken.isCompletedExceptionally()) {
            throw taken.exceptionNow() instanceof JournalUnavailableException refused
                    ? refused
                    : new IllegalStateException(taken.exceptionNow());
        }
        return exchange.markBegunInJournal();
    }

    /**
     * That people are asked, durable before they are.
     *
     * @throws RefusedException when it is too large to be shown to them
     */
    public CompletionStage<Void> held(Exchange exchange, Hold hold) {
        ApprovalEvent event = ApprovalRequests.of(hold, events.forwarding(exchange));
        // A body that is packed is shown as what it stands for.
        if (exchange.plainBody().length > Topics.HELD_BYTES
                || AvroBinary.write(event, HEAD_BYTES + exchange.forwardedBody().length).length > Topics.HELD_BYTES) {
            throw new RefusedException(
                    RefusalCode.REQUEST_TOO_LARGE,
                    "people must approve this request, and it is too large to be shown to them; send fewer inputs at once");
        }
        try {
            byte[] entry = AvroFile.write(ApprovalEvent.class, List.of(event));
            return append(exchange, EntryKind.HELD, entry).thenAccept(held -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request, durable before it is forwarded. */
    public CompletionStage<Exchange> forwarding(Exchange exchange) {
        byte[] entry = AvroBinary.write(events.forwarding(exchange), HEAD_BYTES + exchange.forwardedBody().length);
        return append(exchange, EntryKind.FORWARDING, entry).thenApply(Exchange::markRequestJournaled);
    }

    /** The end, durable before anything is released. */
    public CompletionStage<Exchange> ended(Exchange exchange) {
        if (exchange.caller() instanceof Caller.Anonymous) {
            strangers.refused(events.refused(exchange));
            return CompletableFuture.completedFuture(exchange);
        }
        return end(exchange).whenComplete((done, failure) -> {
            if (failure != null && exchange.begunInJournal()) {
                owed.owe(exchange.arrival().id(), exchange.outbound().forwarded());
            }
        });
    }

    private CompletionStage<Exchange> end(Exchange exchange) {
        try {
            if (!exchange.requestJournaled()) {
                // One that never began stands in the same order as those that did.
                return exchange.begunInJournal() || owed.count() == 0
                        ? refused(exchange)
                        : CompletableFuture.failedFuture(journal.refuse(Unavailability.OWED));
            }
            int length = exchange.release().body().length;
            return appendEnd(exchange, EntryKind.ENDED, AvroBinary.write(events.end(exchange), HEAD_BYTES + length));
        } catch (RuntimeException | OutOfMemoryError e) {
            // Whatever it is: the end is then owed, or the exchange would stay open for ever.
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Exchange> refused(Exchange exchange) {
        AuditExchange event = events.refused(exchange);
        int length = exchange.bodyIfRead() == null ? 0 : exchange.body().length;
        byte[] entry = AvroBinary.write(event, HEAD_BYTES + length);
        return exchange.begunInJournal()
                ? appendEnd(exchange, EntryKind.REFUSED, entry)
                : append(exchange, EntryKind.REFUSED, entry);
    }

    private CompletionStage<Exchange> append(Exchange exchange, EntryKind kind, byte[] entry) {
        return journal.append(kind, exchange.arrival().id(), entry).thenApply(position -> exchange);
    }

    private CompletionStage<Exchange> appendEnd(Exchange exchange, EntryKind kind, byte[] entry) {
        return journal.appendEnd(kind, exchange.arrival().id(), entry).thenApply(position -> exchange);
    }
}
