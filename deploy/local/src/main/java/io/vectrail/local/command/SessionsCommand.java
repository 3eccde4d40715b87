package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What callers did, session by session. */
@Command(
        name = "sessions",
        description = "List callers' sessions, or show one with its exchanges.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SessionsCommand.ListCommand.class, SessionsCommand.ShowCommand.class})
final class SessionsCommand {
    @Command(name = "list", description = "The latest sessions.")
    static final class ListCommand implements Callable<Integer> {
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
            ReplayApi.Answer answer = ReplayApi.asAuditor(Surroundings.present())
                    .get("sessions", Map.of("limit", Integer.toString(limit)));
            if (json) {
                System.out.println(answer.text());
            } else if (answer.json().path("items").isEmpty()) {
                System.out.println("There is no session yet.");
            } else {
                System.out.print(ExchangeTable.sessions(answer.json().path("items")));
            }
            return 0;
        }
    }

    @Command(name = "show", description = "One session and its exchanges.")
    static final class ShowCommand implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As sessions list prints it.")
        private String id = "";

        @Option(names = "--json", description = "Print what the API answers: {\"session\": …, \"exchanges\": …}.")
        private boolean json;

        @Override
        public Integer call() {
            ReplayApi api = ReplayApi.asAuditor(Surroundings.present());
            String path = "sessions/" + ReplayApi.encoded(id);
            JsonNode session = api.get(path, Map.of()).json();
            JsonNode exchanges =
                    api.get(path + "/exchanges", Map.of("limit", "500")).json();
            if (json) {
                ObjectNode both = new JsonMapper().createObjectNode();
                both.set("session", session);
                both.set("exchanges", exchanges);
                System.out.println(both);
            } else {
                System.out.print(ExchangeTable.sessions(
                        new JsonMapper().createArrayNode().add(session)));
                System.out.println();
                System.out.print(ExchangeTable.exchanges(exchanges.path("items")));
            }
            return 0;
        }
    }
}
