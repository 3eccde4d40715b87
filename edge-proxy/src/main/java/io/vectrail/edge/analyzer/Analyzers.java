package io.vectrail.edge.analyzer;

import io.vectrail.document.CheckedDocument;
import io.vectrail.document.Targets;
import io.vectrail.edge.exchange.Arrival;
import io.vectrail.edge.provider.upstream.UpstreamClient;
import io.vectrail.policy.decide.Answer;
import io.vectrail.policy.decide.Question;
import io.vectrail.runtime.health.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** Asks the analyzers that documents name. What none answers is an answer, too: that it failed. Thread-safe. */
public final class Analyzers implements AutoCloseable {

    private final UpstreamClient client;
    private final Executor workers;
    private final AnalyzerEvents events;

    /** By the detector's name and address: that of another document may be elsewhere. */
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    /**
     * Asks through a client of its own, which it closes: what becomes of analyzers is no matter of connections.
     *
     * @param workers read what is answered, since it may be long
     */
    public Analyzers(UpstreamClient client, Executor workers, AnalyzerEvents events) {
        this.client = client;
        this.workers = workers;
        this.events = events;
    }

    /**
     * Asks all at once, and waits for the last: as long as the longest timeout of these detectors, at most.
     *
     * @param document that names them
     * @param arrival of the request that the questions are about
     * @return an answer to each question, on a worker
     */
    public CompletionStage<List<Answer>> ask(List<Question> questions, CheckedDocument document, Arrival arrival) {
        List<Inquiry> inquiries = questions.stream()
                .map(question -> inquiry(question, document.analyzer(question.detector()), arrival))
                .toList();
        return CompletableFuture.completedFuture(inquiries)
                .thenComposeAsync(all -> send(all, arrival), arrival.ioThread())
                .whenComplete((sent, failed) -> inquiries.forEach(Inquiry::leave))
                .thenApplyAsync(
                        sent -> inquiries.stream()
                                .map(inquiry -> inquiry.conclude(events))
                                .toList(),
                        workers);
    }

    private Inquiry inquiry(Question question, Targets targets, Arrival arrival) {
        Standing standing = standings.computeIfAbsent(targets.connection(), name -> new Standing());
        return new Inquiry(question, targets, standing, arrival.memory());
    }

    private CompletableFuture<Void> send(List<Inquiry> inquiries, Arrival arrival) {
        return CompletableFuture.allOf(
                inquiries.stream().map(inquiry -> inquiry.send(client, arrival)).toArray(CompletableFuture[]::new));
    }

    /** For the health page. Degraded at most: what becomes of requests that need an analyzer is said by the policies. */
    public Condition condition(CheckedDocument document) {
        if (document.allAnalyzers().isEmpty()) {
            return new Condition.Up("the document names no analyzer");
        }
        List<String> troubled = new ArrayList<>();
        names(document).forEach(name -> describe(name, troubled));
        return troubled.isEmpty()
                ? new Condition.Up("whoever was asked last answered")
                : new Condition.Degraded(String.join("; ", troubled));
    }

    /** Forgets the analyzers that this document does not name. Requests under way end as they would. */
    public void keep(CheckedDocument document) {
        client.keep(names(document));
        standings.keySet().retainAll(names(document));
    }

    private static SortedSet<String> names(CheckedDocument document) {
        return document.allAnalyzers().values().stream()
                .map(Targets::connection)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void describe(String name, List<String> troubled) {
        Standing standing = standings.get(name);
        Standing.Troubles troubles = standing == null ? null : standing.troubles();
        if (troubles != null) {
            troubled.add("detector " + name + ": requests without an answer, one behind"
                    + " the other: " + troubles.count() + "; the last since it "
                    + troubles.last().whole());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
