package io.vectrail.load;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/** Requests that wait for people, on a whole platform of its own: how long each step takes, and what many cost that wait at once. */
public final class Approvals {

    private static final Duration HOLD = Duration.ofMinutes(2);

    private Approvals() {}

    public static void main(String... arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length > 0) {
            throw new WrongUsageException("approvals takes no arguments");
        }
        BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
        try (FixedUpstream watched = FixedUpstream.start(() -> arrivals.add(System.nanoTime()));
                Child fast = Child.start(List.of("-Xmx128m"), FixedUpstream.class.getName());
                Platform platform = Platform.start();
                Approver approver = new Approver(platform)) {
            approver.publish(document(fast.port(), URI.create(watched.url()).getPort()));
            new ApprovalTimes(platform, approver, arrivals).measure();
            new ManyHeld(platform, approver, arrivals).measure(HOLD);
        }
    }

    private static String document(int fast, int watched) {
        return String.format(
                Locale.ROOT, """
                version: 1
                connections:
                  - { name: openai, provider: openai, target: "http://127.0.0.1:%d", credential: %s }
                  - { name: watched, provider: openai, target: "http://127.0.0.1:%d", credential: %s }
                policies:
                  - name: somebody-decides
                    match: { groups: [held] }
                    action: approve
                    hold: %ds
                    expire: 1h
                """, fast, MeasuredEdge.CREDENTIAL, watched, MeasuredEdge.CREDENTIAL, HOLD.toSeconds());
    }
}
