package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.local.process.PlatformException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a published document. */
@Command(name = "show", description = "Print the document in force, byte for byte; nothing else goes to stdout.")
final class ConfigShowCommand implements Callable<Integer> {
    @ArgGroup
    private Which which = new Which();

    @Option(names = "--hash", description = "Print its hash instead.")
    private boolean hash;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    /** Another than the one in force. */
    static final class Which {
        @Option(names = "--trial", description = "The one in shadow.")
        private boolean trial;

        @Option(names = "--revision", paramLabel = "N", description = "A revision of the history.")
        private int revision;
    }

    @Override
    public Integer call() {
        ReplayApi api = ReplayApi.asPolicyAdmin(Surroundings.present());
        ReplayApi.Answer answer =
                which.revision > 0 ? api.get("config/history/" + which.revision, Map.of()) : PublishedConfig.of(api);
        JsonNode shown = which.trial ? answer.json().path("trial") : answer.json();
        if (!shown.isObject()) {
            throw new PlatformException("No document is on trial.");
        }
        if (json) {
            System.out.println(which.trial ? shown.toString() : answer.text());
        } else if (hash) {
            System.out.println(shown.path("hash").asText());
        } else {
            // In UTF-8, whatever the terminal's encoding is: the hash is of these bytes.
            System.out.writeBytes(shown.path("text").asText().getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
        return 0;
    }
}
