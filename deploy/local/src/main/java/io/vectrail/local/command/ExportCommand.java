package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.local.engine.Checksums;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has recorded exchanges written into a file, and fetches that. */
@Command(
        name = "export",
        description =
                "Write recorded exchanges into a file: rows, or evidence with exact bodies. Takes what search takes.")
final class ExportCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Attempts one after the other that bring nothing. */
    private static final int MOST_IN_VAIN = 5;

    @Mixin
    private ExchangeOptions meant = new ExchangeOptions();

    @Option(
            names = "--format",
            defaultValue = "ndjson",
            paramLabel = "FORMAT",
            description = "ndjson, csv, parquet or bundle (default ${DEFAULT-VALUE}).")
    private String format = "";

    @Option(
            names = "--of",
            defaultValue = "exchanges",
            paramLabel = "WHAT",
            description = "What a row is of: exchanges or texts (default ${DEFAULT-VALUE}); a bundle has both.")
    private String of = "";

    @Option(
            names = "--output",
            defaultValue = "",
            paramLabel = "FILE",
            description = "Where to (default: a name with what and when, in this folder).")
    private String output = "";

    @Option(
            names = "--resume",
            defaultValue = "",
            paramLabel = "ID",
            description = "Go on with an export that was asked for before, and with what was fetched of it.")
    private String resumed = "";

    @Option(names = "--json", description = "Print the job as the API has it.")
    private boolean json;

    @Option(names = "--list", description = "List your exports instead, those that were not fetched among them.")
    private boolean list;

    @Option(
            names = "--delete",
            defaultValue = "",
            paramLabel = "ID",
            description = "End and delete one of them instead.")
    private String deleted = "";

    @Override
    public Integer call() {
        ReplayApi api = ReplayApi.asAuditor(Surroundings.present());
        if (!deleted.isEmpty()) {
            api.delete("exports/" + ReplayApi.encoded(deleted));
            return 0;
        }
        if (list) {
            ReplayApi.Answer answer = api.get("exports", Map.of());
            System.out.print(
                    json
                            ? answer.text() + "\n"
                            : ExchangeTable.exports(answer.json().path("items")));
            return 0;
        }
        String id = resumed.isEmpty() ? asked(api) : resumed;
        JsonNode job = ended(api, id);
        if (!job.path("state").asText().equals("done")) {
            api.delete("exports/" + ReplayApi.encoded(id));
            throw new PlatformException(
                    "The export failed: " + VisibleText.cell(job.path("failure").asText(), 600) + ".");
        }
        Path target = Path.of(output.isEmpty() ? job.path("name").asText() : output);
        fetch(api, job, target);
        api.delete("exports/" + ReplayApi.encoded(id));
        if (!job.path("caughtUp").asBoolean()) {
            System.err.println(
                    "vectrail: The archive was behind Kafka: what was recorded before may be missing. See ./vectrail status.");
        }
        System.out.println(
                json
                        ? job.toString()
                        : target + ": " + job.path("rows").asText() + " rows, "
                                + job.path("bytes").asText() + " bytes, sha256 "
                                + job.path("sha256").asText());
        return 0;
    }

    private String asked(ReplayApi api) {
        Map<String, String> parameters = meant.parameters();
        parameters.put("format", format);
        parameters.put("of", of);
        return api.post("exports", parameters).json().path("id").asText();
    }

    private static JsonNode ended(ReplayApi api, String id) {
        String told = "";
        while (true) {
            JsonNode job = api.get("exports/" + ReplayApi.encoded(id), Map.of()).json();
            if (!job.path("ended").isNull()) {
                return job;
            }
            String now = job.path("state").asText() + ", "
                    + Math.round(100 * job.path("share").asDouble()) + " %, "
                    + job.path("bytes").asText() + " bytes";
            if (!now.equals(told)) {
                System.err.println("export " + id + ": " + now);
            }
            told = now;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Into a file beside it, which is renamed once it is whole. */
    private static void fetch(ReplayApi api, JsonNode job, Path target) {
        String id = job.path("id").asText();
        String sha256 = job.path("sha256").asText();
        Path part = target.resolveSibling(target.getFileName() + "." + id + ".part");
        try {
            int vain = 0;
            while (!whole(part, job)) {
                long before = size(part);
                String cut = "the connection ended before the file did";
                try {
                    api.fetch("exports/" + ReplayApi.encoded(id) + "/file", part, "\"" + sha256 + "\"");
                } catch (IOException e) {
                    cut = String.valueOf(e.getMessage());
                }
                vain = size(part) > before ? 0 : vain + 1;
                if (vain == MOST_IN_VAIN) {
                    throw new IOException(cut);
                }
                if (!whole(part, job)) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
            if (!Checksums.sum(part).toLowerCase(Locale.ROOT).equals(sha256)) {
                Files.delete(part);
                throw new PlatformException(
                        "What was fetched is not what was written; try again with --resume " + id + ".");
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PlatformException(
                    "The file could not be fetched (" + e.getMessage() + "); go on with --resume " + id
                            + " and the same --output.",
                    e);
        }
    }

    private static boolean whole(Path part, JsonNode job) throws IOException {
        return Files.exists(part) && size(part) >= job.path("bytes").asLong();
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }
}
