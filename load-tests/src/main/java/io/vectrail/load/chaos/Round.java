package io.vectrail.load.chaos;

import io.vectrail.load.chaos.Findings.Wrong;
import io.vectrail.local.platform.Role;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits after a round until all is quiet, and checks what it left. What goes on from round to round is kept here. */
final class Round implements AutoCloseable {

    private static final Duration HEALTHY = Duration.ofMinutes(5);
    private static final Duration PUBLISHED = Duration.ofMinutes(5);
    private static final Duration ARCHIVED = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int SAMPLES = 5;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Long> recordedOf = new HashMap<>();
    private final Platform platform;
    private final Set<Role> roles;
    private final EventLog events;
    private final Rows rows;
    private @Nullable Events kafka;
    private Set<Long> unrecorded = new HashSet<>();
    private ChainEnd chain = ChainEnd.START;
    private long deadLetters;
    private long interrupted;
    private long late;
    private long recorded;
    private final List<String> waits = new ArrayList<>();

    Round(Platform platform, Set<Role> roles, EventLog events) {
        this.platform = platform;
        this.roles = Set.copyOf(roles);
        this.events = events;
        this.rows = new Rows(platform.clickHouseUrl());
    }

    long interrupted() {
        return interrupted;
    }

    /** Answered with 503, and recorded as completed. */
    long late() {
        return late;
    }

    long recorded() {
        return recorded;
    }

    /** What the last check waited for, and how many seconds each. */
    String waits() {
        return String.join(", ", waits);
    }

    Findings check(long seed, Ledger ledger) throws IOException, InterruptedException {
        Findings findings = new Findings();
        waits.clear();
        if (!await("healthy", HEALTHY, () -> roles.stream().allMatch(platform::isHealthy))) {
            findings.add(
                    Wrong.UNHEALTHY,
                    "not healthy after " + HEALTHY + ": "
                            + platform.status().stream()
                                    .filter(line -> !line.isHealthy())
                                    .toList());
            return findings;
        }
        Events read = kafka == null ? new Events(platform.bootstrap(), platform.registryUrl()) : kafka;
        kafka = read;
        Evidence said =
                new Evidence(seed, ledger.told(), ledger.seen(), List.of(), List.of(), List.of(), List.of(), List.of());
        awaitPublished(read, said);
        events.say("published: " + read.recorded().size());
        Evidence published = new Evidence(
                seed, said.told(), said.seen(), read.recorded(), read.chunks(), List.of(), List.of(), List.of());
        RecordCheck.Result result = RecordCheck.of(published, chain, unrecorded);
        findings.addAll(result.findings());
        remember(result, published);
        findings.addAll(archive(published, read.firstOffsets()));
        sessions(findings);
        samples(published, findings);
        for (int i = 0; i < ledger.strangers(); i++) {
            findings.add(Wrong.CHANGED, "the upstream got a request that no client sent");
        }
        long letters = read.deadLetters();
        if (letters > deadLetters) {
            findings.add(Wrong.ASTRAY, "dead letters: " + letters + " offsets, before " + deadLetters);
            deadLetters = letters;
        }
        read.nextRound();
        return findings;
    }

    @Override
    public void close() {
        if (kafka != null) {
            kafka.close();
        }
        http.close();
    }

    private void remember(RecordCheck.Result result, Evidence published) {
        chain = result.end();
        unrecorded = new HashSet<>(result.unrecorded());
        interrupted += result.interrupted();
        late += result.toleratedCompleted();
        recorded += published.recorded().size();
        published.recorded().forEach(one -> recordedOf.merge(one.subject(), 1L, Long::sum));
    }

    /** All that must be there is, and nothing more has come for a while. */
    private void awaitPublished(Events read, Evidence said) {
        long[] quietSince = {System.nanoTime()};
        var _ = await("published", PUBLISHED, () -> {
            if (read.readOn() || !RecordCheck.complete(said, read.keys())) {
                quietSince[0] = System.nanoTime();
            }
            return System.nanoTime() - quietSince[0] > Duration.ofSeconds(2).toNanos();
        });
    }

    private Findings archive(Evidence published, Map<Integer, Long> since) throws IOException, InterruptedException {
        int exchanges = published.recorded().size();
        long texts = published.recorded().stream()
                .mapToLong(one -> ArchiveCheck.textsInArchive(published.seed(), one))
                .sum();
        var _ = await("archived", ARCHIVED, () -> {
            try {
                return rows.count("exchanges", since) >= exchanges
                        && rows.partCount(since) >= parts(published)
                        && rows.count("inputs", since) >= texts;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
        return ArchiveCheck.of(new Evidence(
                published.seed(),
                published.told(),
                published.seen(),
                published.recorded(),
                published.chunks(),
                rows.exchanges(since),
                rows.parts(since),
                rows.inputs(since)));
    }

    private static long parts(Evidence published) {
        return published.recorded().stream()
                .mapToLong(one -> one.request().parts() + one.response().parts())
                .sum();
    }

    private void sessions(Findings findings) throws IOException, InterruptedException {
        boolean add = await("sessions", ARCHIVED, () -> {
            try {
                return rows.sessions().equals(recordedOf);
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
        if (!add) {
            findings.add(
                    Wrong.ASTRAY,
                    "sessions do not add up: they count " + rows.sessions() + ", Kafka has " + recordedOf);
        }
    }

    /** A few bodies as an auditor gets them. */
    private void samples(Evidence published, Findings findings) throws IOException, InterruptedException {
        String token = platform.token("auditor", List.of("auditors"), Duration.ofHours(12));
        List<Recorded> answered = published.recorded().stream()
                .filter(one -> one.response().bytes() != null)
                .toList();
        for (int i = 0; i < Math.min(SAMPLES, answered.size()); i++) {
            Recorded one = answered.get(i * (answered.size() / SAMPLES));
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(platform.replayUrl() + "/api/v1/exchanges/" + one.id() + "/response"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            HttpResponse<byte[]> got = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (got.statusCode() != 200
                    || !Sha.of(got.body()).equals(one.response().bytes())) {
                findings.add(
                        Wrong.CHANGED, "the API answers " + got.statusCode() + " with other bytes for " + one.id());
            }
        }
    }

    private boolean await(String what, Duration limit, BooleanSupplier condition) {
        long begin = System.nanoTime();
        boolean met = condition.getAsBoolean();
        while (!met && System.nanoTime() - begin < limit.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
            met = condition.getAsBoolean();
        }
        waits.add(what + " " + Math.round((System.nanoTime() - begin) / 1e9));
        events.say(what + ": " + met);
        return met;
    }
}
