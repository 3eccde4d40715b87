package io.vectrail.local.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a caller's score. */
@Command(
        name = "show",
        description = "Show a caller's score, what makes it, and the riskiest exchanges of the last 30 days.")
final class RiskShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SUBJECT", description = "The caller's name, as the list prints it.")
    private String subject = "";

    @Option(
            names = "--from",
            defaultValue = "",
            paramLabel = "TIME",
            description = "Exchanges not before, as in 2026-11-22T09:00:00Z.")
    private String from = "";

    @Option(names = "--to", defaultValue = "", paramLabel = "TIME", description = "Exchanges before.")
    private String to = "";

    @Option(
            names = "--scoring",
            defaultValue = "",
            paramLabel = "NAME",
            description = "By this scoring of history, and not by the live one.")
    private String scoring = "";

    @Option(names = "--json", description = "Print what the API answers, with the history.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("version", scoring);
        // In a path a + is a +.
        String path = "risk/callers/" + ReplayApi.encoded(subject).replace("+", "%20");
        ReplayApi.Answer answer = ReplayApi.asAuditor(Surroundings.present()).get(path, parameters);
        System.out.print(json ? answer.text() + "\n" : RiskText.of(answer.json()));
        return 0;
    }
}
