package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.Risk;
import io.vectrail.event.RiskPart;
import io.vectrail.event.RiskScore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The tables of scores: of each exchange, with its session's and its caller's as of then, and the latest of each caller. */
final class RiskTable {

    static final Table<Scored> TABLE =
            new Table<>("risk", columns(), row -> Table.monthOf(row.score().getAt()));

    static final Table<Scored> CALLERS = new Table<>(
            "risk_callers", ofCallers(), row -> Table.monthOf(row.score().getAt()));

    private RiskTable() {}

    /** A score, and where it stood in Kafka. */
    record Scored(Origin origin, RiskScore score) {}

    private static List<Table.Column<Scored>> columns() {
        List<Table.Column<Scored>> columns = new ArrayList<>(key());
        columns.add(text("document_hash", RiskScore::getDocumentHash));
        columns.addAll(risk("exchange", RiskScore::getOfExchange));
        columns.addAll(parts("exchange", "points", RiskScore::getOfExchange));
        columns.add(column(
                "exchange_reasons",
                (out, row) -> out.array(row.score().getOfExchange().getParts(), part -> out.text(part.getReason()))));
        columns.addAll(risk("session", RiskScore::getOfSession));
        columns.addAll(parts("session", "points", RiskScore::getOfSession));
        columns.addAll(risk("caller", RiskScore::getOfCaller));
        columns.add(points());
        columns.addAll(parts("caller", "part_points", RiskScore::getOfCaller));
        columns.addAll(Table.origin(Scored::origin));
        return columns;
    }

    private static List<Table.Column<Scored>> ofCallers() {
        List<Table.Column<Scored>> columns = new ArrayList<>(key());
        columns.add(points());
        columns.addAll(Table.origin(Scored::origin));
        return columns;
    }

    private static List<Table.Column<Scored>> key() {
        return List.of(
                text("version", RiskScore::getVersion),
                text("subject", RiskScore::getSubject),
                column("at", (out, row) -> out.time(row.score().getAt())),
                text("exchange", RiskScore::getExchange),
                text("connection", RiskScore::getConnection),
                text("session", RiskScore::getSession),
                column(
                        "half_life_millis",
                        (out, row) -> out.longNumber(row.score().getHalfLifeMillis())));
    }

    private static List<Table.Column<Scored>> risk(String prefix, Function<RiskScore, Risk> risk) {
        return List.of(
                column(
                        prefix + "_score",
                        (out, row) -> out.real(risk.apply(row.score()).getScore())),
                text(prefix + "_level", score -> risk.apply(score).getLevel().name()));
    }

    private static List<Table.Column<Scored>> parts(String prefix, String points, Function<RiskScore, Risk> risk) {
        return List.of(
                column(
                        prefix + "_signals",
                        (out, row) ->
                                out.array(risk.apply(row.score()).getParts(), part -> out.text(part.getSignal()))),
                numbers(prefix + "_strengths", risk, RiskPart::getStrength),
                numbers(prefix + "_weights", risk, RiskPart::getWeight),
                numbers(prefix + "_" + points, risk, RiskPart::getPoints));
    }

    private static Table.Column<Scored> points() {
        return column("caller_points", (out, row) -> out.real(points(row.score().getOfCaller())));
    }

    /** More than the score where that is at its most: it stays there until they have decayed to less. */
    private static double points(Risk risk) {
        double all = risk.getParts().stream().mapToDouble(RiskPart::getPoints).sum();
        return Math.max(all, risk.getScore());
    }

    private static Table.Column<Scored> numbers(
            String name, Function<RiskScore, Risk> risk, ToDoubleFunction<RiskPart> number) {
        return column(name, (out, row) -> out.doubles(risk.apply(row.score()).getParts(), number));
    }

    private static Table.Column<Scored> text(String name, Function<RiskScore, String> value) {
        return column(name, (out, row) -> out.text(value.apply(row.score())));
    }
}
