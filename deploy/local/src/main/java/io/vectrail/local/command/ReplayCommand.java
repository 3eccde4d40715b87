package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends recorded requests again, and tells whether what comes back is still the same. */
@Command(
        name = "replay",
        description =
                "Send recorded requests again through the edge, as yourself, and compare the vectors that come back.",
        footer = "Exit status: 0 where all are the same, 1 where some are not or could not be compared.")
final class ReplayCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(500);

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Mixin
    private ExchangeOptions meant = new ExchangeOptions();

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    private static final class Which {
        @Option(names = "--exchange", paramLabel = "ID", description = "This one.")
        private String exchange = "";

        @Option(
                names = "--session",
                paramLabel = "ID",
                description = "All of this session's, as sessions list prints it.")
        private String session = "";

        @Option(
                names = "--sample",
                paramLabel = "N",
                description = "So many of those that the other options mean, at most 1000; the same ones each time.")
        private int sample;
    }

    @Override
    public Integer call() {
        ReplayApi api = ReplayApi.asMemberOf(Surroundings.present(), List.of("replayers", "auditors"));
        return which.exchange.isEmpty() ? many(api) : one(api);
    }

    private int one(ReplayApi api) {
        ReplayApi.Answer answer = api.post("exchanges/" + ReplayApi.encoded(which.exchange) + "/replay", Map.of());
        JsonNode items = answer.json().path("items");
        if (json) {
            System.out.println(answer.text());
        } else {
            System.out.println("The new exchange is "
                    + VisibleText.cell(answer.json().path("exchange").asText(), 64));
            System.out.print(ExchangeTable.compared(items));
        }
        if (answer.json().path("rewritten").asBoolean()) {
            System.err.println("vectrail: A policy changed the request on its way: something else was embedded.");
            return 1;
        }
        if (items.isEmpty()) {
            System.err.println("vectrail: No vector was read of either answer.");
            return 1;
        }
        for (JsonNode item : items) {
            if (!item.path("identical").asBoolean()) {
                return 1;
            }
        }
        return 0;
    }

    private int many(ReplayApi api) {
        Map<String, String> parameters = meant.parameters();
        parameters.put("session", which.session);
        parameters.put("sample", which.session.isEmpty() ? Integer.toString(which.sample) : "");
        String id = api.post("replays", parameters).json().path("id").asText();
        ReplayApi.Answer answer = ended(api, id);
        JsonNode job = answer.json();
        if (json) {
            System.out.println(answer.text());
        } else {
            System.out.print(ExchangeTable.replayed(job.path("results")));
            System.out.println(job.path("done").asText() + " sent again, "
                    + job.path("different").asText()
                    + " different, " + job.path("failed").asText() + " not compared; they stand in the session "
                    + VisibleText.cell(job.path("session").asText(), 64));
        }
        return job.path("different").asInt() + job.path("failed").asInt() == 0 ? 0 : 1;
    }

    private static ReplayApi.Answer ended(ReplayApi api, String id) {
        String told = "";
        while (true) {
            ReplayApi.Answer answer = api.get("replays/" + ReplayApi.encoded(id), Map.of());
            JsonNode job = answer.json();
            if (!job.path("ended").isNull()) {
                return answer;
            }
            String now =
                    job.path("done").asText() + " of " + job.path("exchanges").asText();
            if (!now.equals(told)) {
                System.err.println("replay " + id + ": " + now);
            }
            told = now;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
