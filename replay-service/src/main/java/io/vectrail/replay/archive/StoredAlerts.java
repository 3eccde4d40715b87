package io.vectrail.replay.archive;

import io.vectrail.event.CaseEvent;
import io.vectrail.event.EventSerde;
import io.vectrail.event.RegistryException;
import io.vectrail.event.RiskAlert;
import io.vectrail.event.SchemaRegistry;
import io.vectrail.event.Topics;
import io.vectrail.event.UndecodableEventException;
import io.vectrail.replay.alert.Life;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads alerts back: what their records amount to is told by the same folds that the desk applies to the topics. Of steps that lead nowhere, which
 * may be any number, only so many are read. Thread-safe.
 */
public final class StoredAlerts {

    /** Most alerts that are read in one question. */
    public static final int MOST_AT_ONCE = 64;

    /** Of each kind and level; one of them counts. */
    private static final int MOST_FACTS = 20;

    /** Steps of people: whoever has more is read alone. */
    private static final int MOST_IN_LIST = 150;

    private static final int MOST_OF_ONE = 9_000;

    private static final String FACTS =
            "SELECT alert, base64Encode(value) AS record FROM alerts WHERE alert IN {ids:Array(String)} AND kind != 'UNKNOWN'"
                    + " ORDER BY alert, partition, offset LIMIT " + MOST_FACTS + " BY alert, kind, level";

    private static final String CASES =
            "SELECT alert, id, at, kind, actor, assignee, verdict, reason, webhook, step FROM cases"
                    + " WHERE alert IN {ids:Array(String)} AND kind NOT IN ";

    private static final String IN_ORDER = " ORDER BY alert, partition, offset LIMIT ";
    private static final String IN_LIST =
            CASES + "('UNKNOWN', 'NOTIFIED', 'UNDELIVERED')" + IN_ORDER + MOST_IN_LIST + " BY alert";
    private static final String WHOLE_CASE = CASES + "('UNKNOWN')" + IN_ORDER + MOST_OF_ONE + " BY alert";

    private final ClickHouse clickHouse;
    private final EventSerde<RiskAlert> serde;

    /** @param registry tells what schemas the records were written with */
    public StoredAlerts(ClickHouse clickHouse, SchemaRegistry registry) {
        this.clickHouse = clickHouse;
        this.serde = new EventSerde<>(Topics.ALERTS, registry);
    }

    /**
     * Those that there are of these, by id, without what webhooks were told.
     *
     * @param ids at most {@value #MOST_AT_ONCE}
     */
    public Map<String, Life> inList(Collection<String> ids) {
        if (ids.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException(ids.size() + " alerts at once");
        }
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, Life> lives = facts(ids);
        Map<String, List<CaseEvent>> steps = steps(IN_LIST, ids);
        steps.forEach((id, own) -> lives.computeIfPresent(
                id, (same, life) -> own.size() < MOST_IN_LIST ? worked(life, own) : one(id).orElse(life)));
        return lives;
    }

    /** One with its whole life, as far as it is kept. */
    public Optional<Life> one(String id) {
        List<String> ids = List.of(id);
        return Optional.ofNullable(facts(ids).get(id))
                .map(life -> worked(life, steps(WHOLE_CASE, ids).getOrDefault(id, List.of())));
    }

    private static Life worked(Life life, List<CaseEvent> steps) {
        Life now = life;
        for (CaseEvent step : steps) {
            now = now.take(step).orElse(now);
        }
        return now;
    }

    private Map<String, List<CaseEvent>> steps(String sql, Collection<String> ids) {
        Map<String, List<CaseEvent>> steps = new HashMap<>();
        clickHouse
                .query(sql, Map.of("ids", ids), CaseTable::event)
                .forEach(step -> steps.computeIfAbsent(step.getAlert(), fresh -> new ArrayList<>())
                        .add(step));
        return steps;
    }

    private Map<String, Life> facts(Collection<String> ids) {
        record Stored(String alert, byte[] value) {}
        List<Stored> records = clickHouse.query(
                FACTS,
                Map.of("ids", ids),
                row -> new Stored(row.text("alert"), Base64.getDecoder().decode(row.text("record"))));
        Map<String, Life> lives = new HashMap<>();
        for (Stored record : records) {
            Life life = lives.getOrDefault(record.alert(), Life.of(record.alert()));
            lives.put(record.alert(), life.take(read(record.value())).orElse(life));
        }
        return lives;
    }

    private RiskAlert read(byte[] value) {
        try {
            return serde.read(value);
        } catch (RegistryException e) {
            throw new ArchiveException(
                    ArchiveException.Kind.AWAY, "the schema registry does not say how stored records are read", e);
        } catch (UndecodableEventException e) {
            throw new IllegalStateException("a stored alert cannot be read, which could be when it was stored", e);
        }
    }
}
