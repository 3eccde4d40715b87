package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what policies in shadow would have done. */
@Command(
        name = "impact",
        description = "Show what policies in shadow, and those of the document on trial, would have done.")
final class ConfigImpactCommand implements Callable<Integer> {
    @Option(
            names = "--since",
            defaultValue = "24h",
            paramLabel = "TIME",
            converter = Since.class,
            description = "As in 90m, 24h or 7d ago, or 2026-11-22T09:00:00Z (default ${DEFAULT-VALUE}).")
    private Instant since = Instant.EPOCH;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    /** How long ago, or when. */
    static final class Since implements CommandLine.ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                Duration ago = new TokenCommand.Lifetime().convert(text);
                return Instant.now().minus(ago);
            }
        }
    }

    @Override
    public Integer call() {
        ReplayApi.Answer answer =
                ReplayApi.asPolicyAdmin(Surroundings.present()).get("config/impact", Map.of("from", since.toString()));
        if (json) {
            System.out.println(answer.text());
            return 0;
        }
        JsonNode impact = answer.json();
        System.out.println("since " + since + ": " + impact.path("exchanges").asLong() + " exchanges of "
                + impact.path("callers").asLong() + " callers");
        if (impact.path("items").isEmpty()) {
            System.out.println(
                    "No policy in shadow matched. shadow: true puts a policy in shadow, and ./vectrail config"
                            + " apply --shadow FILE a whole document.");
            return 0;
        }
        Table table = new Table(
                "POLICY", "WOULD", "OF", "EXCHANGES", "REFUSED ANYHOW", "CALLERS", "INPUTS", "ERRORS", "LAST");
        for (JsonNode item : impact.path("items")) {
            table.row(
                    VisibleText.cell(item.path("policy").asText(), 64),
                    item.path("action").asText(),
                    item.path("trial").asBoolean()
                            ? "trial "
                                    + PublishedConfig.shortened(
                                            item.path("document").asText())
                            : "shadow",
                    item.path("exchanges").asText(),
                    item.path("refused").asText(),
                    item.path("callers").asText(),
                    item.path("inputs").asText(),
                    item.path("errors").asText(),
                    item.path("last").asText());
        }
        System.out.print(table);
        return 0;
    }
}
