package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.local.platform.Port;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends what Kafka had refused. Status 0 when nothing is left set aside, else 1. */
@Command(
        name = "resend",
        description = "Send the exchanges to Kafka that it refused and the edge has set aside.",
        footer = "Mend first what made Kafka refuse them: the edge's health page says what.")
final class JournalResendCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    /** Longer than the edge takes at most. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--json", description = "Print what the edge answers.")
    private boolean json;

    @Override
    public Integer call() {
        HttpResponse<String> response = post(Surroundings.present().url(Port.EDGE_ADMIN) + "/set-aside/resend");
        JsonNode answer = read(response);
        if (response.statusCode() != 200) {
            throw new PlatformException("Nothing more was sent: "
                    + VisibleText.cell(answer.path("error").asText("the edge answered " + response.statusCode()), 300));
        }
        if (json) {
            System.out.println(response.body());
        } else {
            print(answer);
        }
        return answer.path("left").asInt() == 0 ? 0 : 1;
    }

    private static void print(JsonNode answer) {
        JsonNode results = answer.path("results");
        if (!results.isEmpty()) {
            Table table = new Table("EXCHANGE", "SEQUENCE", "BYTES", "RESULT");
            results.forEach(result -> table.row(
                    VisibleText.cell(result.path("exchange").asText(), 36),
                    result.path("sequence").asText(),
                    result.path("bytes").asText(),
                    VisibleText.cell(words(result), 200)));
            System.out.print(table);
        }
        int left = answer.path("left").asInt();
        System.out.println(left == 0 ? "Nothing is set aside." : "Still set aside: " + left + ".");
    }

    private static String words(JsonNode result) {
        return switch (result.path("outcome").asText()) {
            case "SENT" -> "sent";
            case "REFUSED" -> "refused again: " + result.path("why").asText();
            case "UNREADABLE" ->
                "its file cannot be read: " + result.path("why").asText();
            default ->
                result.path("outcome").asText() + ": " + result.path("why").asText();
        };
    }

    private static HttpResponse<String> post(String url) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new PlatformException(
                    "The edge's admin listener does not answer at " + url + ": see ./vectrail status.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while waiting for the edge.", e);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new PlatformException(
                    "The edge's admin listener answered " + response.statusCode() + " without JSON.", e);
        }
    }
}
