package io.vectrail.load;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long after a risky response the edge refuses its caller for it, on a whole platform of its own: one caller after the other sends secrets once, and then
 * asks something harmless until a rule on {@code risk.score} refuses it, 10 ms after each answer.
 */
public final class RefusalDelay {

    private static final int WARM_UP = 20;
    private static final int MEASURED = 200;
    private static final int REFUSED = 403;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HARMLESS = "opening hours of the library";

    /** Six, each in the form that a secret has. */
    private static final String SECRETS = "AKIAQ3EGRZ5OLKTW7NVB ".repeat(6).strip();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Platform platform;

    private RefusalDelay(Platform platform) {
        this.platform = platform;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            throw new WrongUsageException("refusal takes no arguments");
        }
        try (Child fast = Child.start(List.of("-Xmx128m"), FixedUpstream.class.getName());
                Platform platform = Platform.start();
                Approver publisher = new Approver(platform)) {
            publisher.publish(document(fast.port()));
            new RefusalDelay(platform).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        Histogram delays = new Histogram(3);
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            if (i == WARM_UP) {
                delays.reset();
            }
            delays.recordValue(delay(platform.token("leaking-" + i, "research")));
        }
        Percentiles.print("the edge refuses after the risky response", delays);
    }

    private long delay(String token) throws IOException, InterruptedException {
        int risky = call(token, SECRETS);
        if (risky != 200) {
            throw new IOException("the risky request was answered with " + risky);
        }
        long answered = System.nanoTime();
        while (call(token, HARMLESS) != REFUSED) {
            if (System.nanoTime() - answered > PATIENCE.toNanos()) {
                throw new IOException("nothing was refused within " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return System.nanoTime() - answered;
    }

    private int call(String token, String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.edgeUrl() + "/openai/v1/embeddings"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"text-embedding-3-small\",\"input\":\"" + text + "\"}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Secrets are found and let through; what they come to is refused. */
    private static String document(int upstream) {
        return String.format(Locale.ROOT, """
                version: 1
                connections:
                  - { name: openai, provider: openai, target: "http://127.0.0.1:%d", credential: %s }
                risk: { weights: { sensitive-content: 100 } }
                policies:
                  - { name: secrets-seen, detect: [SECRET], action: block, shadow: true }
                  - { name: risky, when: 'risk.score >= 65', action: block }
                """, upstream, MeasuredEdge.CREDENTIAL);
    }
}
