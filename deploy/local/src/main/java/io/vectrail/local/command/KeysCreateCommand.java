package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates a key, and prints it the only time that anybody can. */
@Command(
        name = "create",
        description = {
            "Create a key, and print it; nothing else goes to stdout.",
            "It cannot be shown again: what is kept of it is a hash."
        },
        footer = "Every edge takes it within a second, wherever it takes a token.")
final class KeysCreateCommand implements Callable<Integer> {
    @Option(
            names = "--subject",
            required = true,
            paramLabel = "NAME",
            description = "Who calls with it; recorded as key:NAME.")
    private String subject = "";

    @Option(names = "--group", paramLabel = "GROUP", description = "A group of the caller; may be given again.")
    private List<String> groups = List.of();

    @Option(
            names = "--ttl",
            defaultValue = "90d",
            paramLabel = "TIME",
            description = "How long it is valid, as in 30m, 12h or 90d; at most 366d (default ${DEFAULT-VALUE}).")
    private String ttl = "90d";

    @Option(names = "--name", defaultValue = "", paramLabel = "WORDS", description = "What it is for, for the list.")
    private String name = "";

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    @Override
    public Integer call() {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("subject", subject).put("name", name).put("ttl", ttl);
        groups.forEach(order.putArray("groups")::add);
        ReplayApi.Answer answer =
                ReplayApi.asPolicyAdmin(Surroundings.present()).post("keys", order);
        JsonNode key = answer.json();
        System.out.println(json ? answer.text() : key.path("key").asText());
        System.err.println("key " + key.path("id").asText() + " of "
                + VisibleText.cell(key.path("subject").asText(), 300) + " is valid until "
                + key.path("expires").asText() + "; keep it now, it is not shown again");
        return 0;
    }
}
