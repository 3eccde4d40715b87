package io.vectrail.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** Somebody who decides, through the replay service's API, and sees what waits as the console does: by the stream of changes, and by the list. */
final class Approver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<Heard> asked = new LinkedBlockingQueue<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Platform platform;
    private final String token;
    private final Stream<String> live;

    /** That somebody is asked, and when the stream of changes told it. */
    record Heard(String id, long nanos) {}

    /** Listens from now on. */
    Approver(Platform platform) throws IOException, InterruptedException {
        this.platform = platform;
        this.token = platform.token("approver", "approvers");
        HttpResponse<Stream<String>> stream = http.send(
                request("live", token).header("Accept", "text/event-stream").build(), BodyHandlers.ofLines());
        if (stream.statusCode() != 200) {
            throw new IOException("GET live answered " + stream.statusCode());
        }
        this.live = stream.body();
        Thread.ofPlatform().name("live").daemon().start(this::listen);
    }

    /** What is heard of next; whoever does not want to know of each clears it. */
    BlockingQueue<Heard> asked() {
        return asked;
    }

    /** The one that waits for the longest time. */
    Optional<String> oldest() throws IOException, InterruptedException {
        JsonNode page = sent(request("approvals?state=REQUESTED&limit=1", token));
        return Optional.of(page.at("/items/0/id").asText()).filter(id -> !id.isEmpty());
    }

    /** @param decision approve or reject */
    void decide(String id, String decision) throws IOException, InterruptedException {
        var _ = sent(request("approvals/" + id + "/decisions", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"decision\":\"" + decision + "\",\"reason\":\"measured\"}")));
    }

    /** Publishes a gateway document, and returns once the edge runs it. */
    void publish(String document) throws IOException, InterruptedException {
        String admin = platform.token("admin", "policy-admins", "auditors");
        String there = sent(request("config", admin)).path("hash").asText();
        var _ = sent(request("config", admin)
                .header("Content-Type", "application/yaml")
                .header("If-Match", '"' + there + '"')
                .PUT(BodyPublishers.ofString(document)));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!sent(request("config", admin)).at("/edges/0/state").asText().equals("current")) {
            if (System.nanoTime() > until) {
                throw new IOException("the edge did not take the document within " + PATIENCE);
            }
            Thread.sleep(50);
        }
    }

    private HttpRequest.Builder request(String path, String as) {
        return HttpRequest.newBuilder(URI.create(platform.replayUrl() + "/api/v1/" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + as);
    }

    private JsonNode sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.build();
        HttpResponse<byte[]> answer = http.send(built, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(built.method() + " " + built.uri().getPath() + " answered " + answer.statusCode()
                    + ": " + new String(answer.body()));
        }
        return json.readTree(answer.body());
    }

    private void listen() {
        try {
            live.filter(line -> line.startsWith("data:")).forEach(this::heard);
        } catch (UncheckedIOException e) {
            // It has ended, as it does when this is closed; who waits for what it tells is told so by its own patience.
            asked.clear();
        }
    }

    private void heard(String line) {
        long now = System.nanoTime();
        JsonNode change = tree(line.substring("data:".length()));
        if (change.path("state").asText().equals("REQUESTED")) {
            asked.add(new Heard(change.path("id").asText(), now));
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("the stream of changes has what is no JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
