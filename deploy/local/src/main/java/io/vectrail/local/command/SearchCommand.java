package io.vectrail.local.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds exchanges by their texts and by what is known of them. */
@Command(
        name = "search",
        description = "Find exchanges by words of their texts and by what is known of them, newest first.")
final class SearchCommand implements Callable<Integer> {
    @Mixin
    private ExchangeOptions meant = new ExchangeOptions();

    @Option(
            names = "--limit",
            defaultValue = "20",
            paramLabel = "N",
            description = "At most 500 (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    @Option(
            names = "--counts",
            description = "How many there are, by decision, caller, rule and so on, instead of the list.")
    private boolean counts;

    @Override
    public Integer call() {
        if (counts) {
            return counted();
        }
        Map<String, String> parameters = meant.parameters();
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

    private int counted() {
        ReplayApi.Answer answer =
                ReplayApi.asAuditor(Surroundings.present()).get("exchanges/counts", meant.parameters());
        System.out.print(json ? answer.text() + "\n" : ExchangeTable.counts(answer.json()));
        return 0;
    }
}
