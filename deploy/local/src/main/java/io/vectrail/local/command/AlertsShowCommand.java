package io.vectrail.local.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an alert. */
@Command(
        name = "show",
        description = "Show an alert: whose it is, why, the exchanges behind it, and what was done with it.")
final class AlertsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, as the list prints it.")
    private String id = "";

    @Option(names = "--finding", description = "Print it as an OCSF Detection Finding.")
    private boolean finding;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    @Override
    public Integer call() {
        String path = "alerts/" + ReplayApi.encoded(id) + (finding ? "/finding" : "");
        ReplayApi.Answer answer = ReplayApi.asAuditor(Surroundings.present()).get(path, Map.of());
        System.out.print(json || finding ? answer.text() + "\n" : AlertText.of(answer.json()));
        return 0;
    }
}
