package io.vectrail.replay.archive;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Which Kafka partitions this instance may write the rows of. An insert carries the claim that it is made under, and the
 * server stores its rows only while no higher claim to one of their partitions is known.
 *
 * <pre>
 *   free --take: write a higher claim, wait for inserts that run--> held --another's take--> lost, and every insert refused
 *     ^                                                              |                          |
 *     +------------------------------- leave -----------------------+--------------------------+
 * </pre>
 *
 * An insert asks for the claim after the server has listed it as running. So one that still found the earlier claim is
 * either done or listed when the later claim has been written, and waited for; one that starts afterwards finds the later.
 * No clock is in this. Thread-safe.
 */
final class Claims {

    private static final String HIGHEST = "SELECT toString(max(claim)) AS claim FROM claims";
    private static final String RUNNING =
            "SELECT query_id FROM system.processes WHERE startsWith(query_id, {prefix:String})";
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Table<Claim> TABLE = new Table<>(
            "claims",
            Table.with(
                    Table.partition(Claim::partition),
                    Table.column("claim", (out, claim) -> out.number128(claim.number()))),
            claim -> Table.UNDIVIDED);

    private final ClickHouse clickHouse;
    private final SecureRandom random = new SecureRandom();
    private final Map<TopicPartition, BigInteger> held = new ConcurrentHashMap<>();

    Claims(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    private record Claim(TopicPartition partition, BigInteger number) {}

    /**
     * Returns once these partitions are this instance's and no insert of an earlier holder can add to what is stored.
     *
     * @throws ArchiveException when that cannot be had, or an insert runs longer than the server lets any
     */
    void take(Collection<TopicPartition> partitions) {
        BigInteger highest = clickHouse
                .query(HIGHEST, Map.of(), row -> new BigInteger(row.text("claim")))
                .getFirst();
        BigInteger number = highest.shiftRight(Long.SIZE)
                .add(BigInteger.ONE)
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.SIZE, random));
        Block rows = TABLE.block();
        partitions.forEach(partition -> TABLE.write(rows, new Claim(partition, number)));
        clickHouse.insert(TABLE.name(), "vectrail-claim-" + UUID.randomUUID(), rows);
        awaitInserts();
        partitions.forEach(partition -> held.put(partition, number));
    }

    /** These are no longer this instance's business. */
    void leave(Collection<TopicPartition> partitions) {
        partitions.forEach(held::remove);
    }

    /** Whether this instance took a partition and has not left it; another may have taken it since. */
    boolean holds(TopicPartition partition) {
        return held.containsKey(partition);
    }

    /**
     * What the server is asked before it stores rows of these partitions, as a condition of SQL.
     *
     * @throws FencedException when one of them is not held
     */
    String condition(Collection<TopicPartition> partitions) {
        Map<Term, Set<Integer>> terms = new HashMap<>();
        for (TopicPartition partition : partitions) {
            BigInteger number = held.get(partition);
            if (number == null) {
                throw new FencedException();
            }
            terms.computeIfAbsent(new Term(partition.topic(), number), term -> new TreeSet<>())
                    .add(partition.partition());
        }
        // One question for all of them: it is asked with each insert.
        return "(SELECT count() FROM (SELECT topic, partition, max(claim) AS highest FROM claims GROUP BY topic, partition) WHERE "
                + terms.entrySet().stream()
                        .map(term -> term.getKey().condition(term.getValue()))
                        .collect(Collectors.joining(" OR "))
                + ") = " + partitions.size();
    }

    /** Partitions of one topic that were taken together. Topics are our own constants; the rest is numbers. */
    private record Term(String topic, BigInteger number) {

        String condition(Set<Integer> partitions) {
            String among = partitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return "(topic = '" + topic + "' AND partition IN (" + among + ") AND highest = toUInt128('" + number
                    + "'))";
        }
    }

    private void awaitInserts() {
        Set<String> before = running();
        Instant until = Instant.now().plus(ClickHouse.INSERT_PATIENCE).plusSeconds(5);
        while (!before.isEmpty()) {
            if (Instant.now().isAfter(until)) {
                throw new ArchiveException(
                        ArchiveException.Kind.AWAY, "an insert does not end; see system.processes of ClickHouse", null);
            }
            pause();
            before.retainAll(running());
        }
    }

    private Set<String> running() {
        return new HashSet<>(clickHouse.query(
                RUNNING, Map.of("prefix", ArchiveWriter.queryPrefix(clickHouse)), row -> row.text("query_id")));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArchiveException(ArchiveException.Kind.AWAY, "interrupted while waiting for inserts", e);
        }
    }
}
