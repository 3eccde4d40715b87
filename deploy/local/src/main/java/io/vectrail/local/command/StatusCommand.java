package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.local.platform.Overview;
import io.vectrail.local.platform.Overview.Line;
import io.vectrail.local.platform.Settings;
import io.vectrail.local.process.PlatformException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what runs. Status 0 when all programs are healthy, else 1. */
@Command(name = "status", description = "Show each program, whether it is healthy, and where it listens.")
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = Surroundings.present();
        List<Line> lines = new Overview(settings, Clock.systemUTC()).lines();
        if (json) {
            System.out.println(json(settings, lines, edges(settings)));
        } else {
            Table table = new Table("PROGRAM", "STATE", "PORT", "PID", "UP FOR", "MEMORY");
            lines.forEach(line -> table.row(
                    line.program(),
                    line.remark().isEmpty() ? line.state() : VisibleText.cell(line.state() + ": " + line.remark(), 100),
                    line.ports().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    line.pid() == 0 ? "" : Long.toString(line.pid()),
                    line.pid() == 0 ? "" : words(line.uptime()),
                    line.residentBytes() == 0 ? "" : (line.residentBytes() >> 20) + " MiB"));
            System.out.print(table);
            JsonNode edges = edges(settings);
            edges.forEach(edge -> System.out.println(PublishedConfig.words(edge)));
            if (edges.isEmpty()) {
                System.out.println("which document the edges run is not known: nothing is published, or the replay"
                        + " service does not answer");
            }
            System.out.println("data: " + settings.home().folder());
        }
        return lines.stream().allMatch(Line::isHealthy) ? 0 : 1;
    }

    /** Which document each edge runs; nothing where nobody can say. */
    private static JsonNode edges(Settings settings) {
        try {
            return PublishedConfig.edges(ReplayApi.asAuditor(settings));
        } catch (PlatformException e) {
            return new JsonMapper().createArrayNode();
        }
    }

    private static String json(Settings settings, List<Line> lines, JsonNode edges) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("home", settings.home().folder().toString());
        var programs = root.putArray("programs");
        for (Line line : lines) {
            ObjectNode program =
                    programs.addObject().put("program", line.program()).put("state", line.state());
            if (!line.remark().isEmpty()) {
                program.put("remark", line.remark());
            }
            line.ports().forEach(program.withArray("ports")::add);
            if (line.pid() != 0) {
                program.put("pid", line.pid())
                        .put("uptimeSeconds", line.uptime().toSeconds())
                        .put("residentBytes", line.residentBytes());
            }
        }
        root.set("edges", edges);
        return root.toString();
    }

    private static String words(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " m";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " m " + time.toSecondsPart() + " s" : time.toSeconds() + " s";
    }
}
