package io.vectrail.local.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which exchanges are meant. The API has a parameter for each. */
final class ExchangeOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "WORDS",
            description =
                    "Words, \"a phrase\", begin* of a word, OR, NOT and (parentheses), as one argument or several.")
    private List<String> words = List.of();

    @Option(names = "--subject", defaultValue = "", paramLabel = "NAME", description = "Only this caller's.")
    private String subject = "";

    @Option(names = "--group", defaultValue = "", paramLabel = "NAME", description = "Only of callers in this group.")
    private String group = "";

    @Option(names = "--connection", defaultValue = "", paramLabel = "NAME", description = "Only this connection's.")
    private String connection = "";

    @Option(names = "--model", defaultValue = "", paramLabel = "NAME", description = "Only this model's; may end in *.")
    private String model = "";

    @Option(
            names = "--decision",
            defaultValue = "",
            paramLabel = "DECISION",
            description = "allow, mask, redact, approve, block or deny.")
    private String decision = "";

    @Option(
            names = "--rule",
            defaultValue = "",
            paramLabel = "NAME",
            description = "Only those that this rule matched.")
    private String rule = "";

    @Option(
            names = "--detection",
            defaultValue = "",
            paramLabel = "TYPE",
            description = "Only those in which this was found, as in EMAIL_ADDRESS.")
    private String detection = "";

    @Option(
            names = "--outcome",
            defaultValue = "",
            paramLabel = "OUTCOME",
            description = "completed, refused, upstream_failed, client_gone or interrupted.")
    private String outcome = "";

    @Option(
            names = "--approval",
            defaultValue = "",
            paramLabel = "ID",
            description = "Only those that waited for this approval, or went on by it.")
    private String approval = "";

    @Option(
            names = "--min-risk",
            defaultValue = "",
            paramLabel = "SCORE",
            description = "Only those that are scored so high, 0 to 100.")
    private String minRisk = "";

    @Option(
            names = "--from",
            defaultValue = "",
            paramLabel = "TIME",
            description = "Not before, as in 2026-11-22T09:00:00Z.")
    private String from = "";

    @Option(names = "--to", defaultValue = "", paramLabel = "TIME", description = "Before, as in 2026-11-22T10:00:00Z.")
    private String to = "";

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", String.join(" ", words));
        parameters.put("subject", subject);
        parameters.put("group", group);
        parameters.put("connection", connection);
        parameters.put("model", model);
        parameters.put("decision", decision);
        parameters.put("rule", rule);
        parameters.put("detection", detection);
        parameters.put("outcome", outcome);
        parameters.put("approval", approval);
        parameters.put("minRisk", minRisk);
        parameters.put("from", from);
        parameters.put("to", to);
        return parameters;
    }
}
