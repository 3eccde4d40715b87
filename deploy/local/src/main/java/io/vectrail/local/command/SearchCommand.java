package io.vectrail.local.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds exchanges by the words of their texts. */
@Command(name = "search", description = "Find exchanges whose texts have all these words, newest first.")
final class SearchCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "WORDS", description = "Words of a text that was embedded.")
    private List<String> words = List.of();

    @Option(names = "--subject", defaultValue = "", paramLabel = "NAME", description = "Only this caller's.")
    private String subject = "";

    @Option(names = "--model", defaultValue = "", paramLabel = "NAME", description = "Only this model's.")
    private String model = "";

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

    @Option(
            names = "--limit",
            defaultValue = "20",
            paramLabel = "N",
            description = "At most 500 (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", String.join(" ", words));
        parameters.put("subject", subject);
        parameters.put("model", model);
        parameters.put("minRisk", minRisk);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("limit", Integer.toString(limit));
        ReplayApi.Answer answer = ReplayApi.asAuditor(Surroundings.present()).get("exchanges", parameters);
        if (json) {
            System.out.println(answer.text());
        } else if (answer.json().path("items").isEmpty()
                && answer.json().path("nextCursor").isTextual()) {
            System.out.println(
                    "Of what was looked through nothing is meant, and there is more: narrow it by --from and --to.");
        } else if (answer.json().path("items").isEmpty()) {
            System.out.println("Nothing was found. A record can be searched about a second after its response.");
        } else {
            System.out.print(ExchangeTable.exchanges(answer.json().path("items")));
        }
        return 0;
    }
}
