package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds recorded vectors that are like one. */
@Command(
        name = "nearest",
        description = "Find recorded vectors that are nearest to one, or the exchanges that one came back in.")
final class NearestCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Mixin
    private ExchangeOptions meant = new ExchangeOptions();

    @Option(
            names = "--limit",
            defaultValue = "10",
            paramLabel = "N",
            description = "At most 99 (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--method",
            defaultValue = "",
            paramLabel = "METHOD",
            description =
                    "exact compares all, approximate those whose signs are alike (default: by how many there are).")
    private String method = "";

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    private static final class Which {
        @Option(
                names = "--like",
                paramLabel = "EXCHANGE[/INPUT]",
                description = "The vector that came back for an input of an exchange, from 0 (default: the first).")
        private String like = "";

        @Option(
                names = "--vector",
                paramLabel = "FILE",
                description = "One in a file, or - for standard input: a JSON array, or base64 of float32.")
        private String file = "";

        @Option(
                names = "--text",
                paramLabel = "TEXT",
                description =
                        "The one that a provider makes of this, asked in your name; needs --connection and --model.")
        private String text = "";

        @Option(
                names = "--hash",
                paramLabel = "SHA256",
                description = "The very one whose components, as float32 in little-endian order, have this hash.")
        private String hash = "";
    }

    @Override
    public Integer call() {
        boolean narrowed = meant.parameters().values().stream().anyMatch(value -> !value.isEmpty());
        if (!which.hash.isEmpty() && (narrowed || !method.isEmpty())) {
            throw new PlatformException("Those of a hash are all that there are: leave the other options out.");
        }
        ReplayApi api = which.text.isEmpty()
                ? ReplayApi.asAuditor(Surroundings.present())
                : ReplayApi.asMemberOf(Surroundings.present(), List.of("replayers", "auditors"));
        ReplayApi.Answer answer = which.hash.isEmpty() ? nearest(api) : same(api);
        JsonNode found = answer.json();
        if (json) {
            System.out.println(answer.text());
        } else if (found.path("items").isEmpty()) {
            System.out.println(
                    which.hash.isEmpty()
                            ? "Nothing was found among " + found.path("vectors").asText("0")
                                    + " vectors of as many components."
                            : "No exchange has a vector of this hash.");
        } else {
            System.out.print(ExchangeTable.neighbours(found.path("items")));
            if (found.path("method").asText().equals("approximate")) {
                System.out.println(
                        "Of " + found.path("vectors").asText() + " vectors "
                                + found.path("compared").asText()
                                + " were compared: a few of the nearest may be missing. --method exact, or less by --from and --to.");
            }
        }
        return 0;
    }

    private ReplayApi.Answer same(ReplayApi api) {
        return api.get("vectors/" + ReplayApi.encoded(which.hash), Map.of("limit", Integer.toString(limit)));
    }

    private ReplayApi.Answer nearest(ReplayApi api) {
        Map<String, String> parameters = meant.parameters();
        parameters.put("limit", Integer.toString(limit));
        parameters.put("method", method);
        if (!which.text.isEmpty()) {
            ObjectNode body = new JsonMapper().createObjectNode().put("text", which.text);
            body.put("connection", parameters.getOrDefault("connection", ""));
            body.put("model", parameters.getOrDefault("model", ""));
            return api.postAndWait("vectors/nearest", parameters, body);
        }
        if (which.file.isEmpty()) {
            int slash = which.like.indexOf('/');
            String id = slash < 0 ? which.like : which.like.substring(0, slash);
            String input = slash < 0 ? "0" : which.like.substring(slash + 1);
            return api.get(
                    "exchanges/" + ReplayApi.encoded(id) + "/vectors/" + ReplayApi.encoded(input) + "/nearest",
                    parameters);
        }
        return api.post("vectors/nearest", parameters, vector());
    }

    private ObjectNode vector() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode body = mapper.createObjectNode();
        try {
            String text = (which.file.equals("-")
                            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                            : Files.readString(Path.of(which.file)))
                    .strip();
            return text.startsWith("[") ? body.set("vector", mapper.readTree(text)) : body.put("vector", text);
        } catch (IOException e) {
            throw new PlatformException(
                    which.file + " cannot be read as a vector: write a JSON array of numbers, or base64 of float32.",
                    e);
        }
    }
}
