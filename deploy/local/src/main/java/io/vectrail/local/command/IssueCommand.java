package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** Has a secret created, and prints it the only time that anybody can. */
abstract class IssueCommand implements Callable<Integer> {
    @Option(
            names = "--ttl",
            defaultValue = "90d",
            paramLabel = "TIME",
            description = "How long it is valid, as in 30m, 12h or 90d; at most 366d (default ${DEFAULT-VALUE}).")
    private String ttl = "90d";

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    private final String path;
    private final String word;
    private final String field;

    /**
     * For one kind of secrets.
     *
     * @param path where the API has them
     * @param word what people call one
     * @param field where the answer has it
     */
    IssueCommand(String path, String word, String field) {
        this.path = path;
        this.word = word;
        this.field = field;
    }

    /** Who asks for it. */
    abstract ReplayApi api();

    /** What is wanted, but for how long. */
    abstract void fill(ObjectNode order);

    @Override
    public final Integer call() {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        fill(order);
        order.put("ttl", ttl);
        ReplayApi.Answer answer = api().post(path, order);
        JsonNode issued = answer.json();
        System.out.println(json ? answer.text() : issued.path(field).asText());
        System.err.println(word + " " + issued.path("id").asText() + " of "
                + VisibleText.cell(issued.path("subject").asText(), 300) + " is valid until "
                + issued.path("expires").asText() + "; keep it now, it is not shown again");
        return 0;
    }
}
