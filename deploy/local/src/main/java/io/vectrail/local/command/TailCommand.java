package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.local.process.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints exchanges as they are archived, until it is stopped. */
@Command(
        name = "tail",
        description = "Print exchanges as they come, oldest first, until stopped. Takes what search takes.")
final class TailCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Mixin
    private ExchangeOptions meant = new ExchangeOptions();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Stop after so many seconds (default: not before it is stopped).")
    private long seconds;

    @Option(names = "--json", description = "Print each as the API has it, one a line.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, String> parameters = meant.parameters();
        // The same question each time: as long as no look needs a second page it is one access a minute, and not one a
        // second.
        if (parameters.getOrDefault("from", "").isEmpty()) {
            parameters.put("from", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        }
        ReplayApi api = ReplayApi.asAuditor(Surroundings.present());
        Tail tail = new Tail(page -> api.get("exchanges", page).json(), parameters);
        long start = System.nanoTime();
        print(tail.next());
        boolean away = false;
        while (seconds == 0
                || System.nanoTime() - start < Duration.ofSeconds(seconds).toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            try {
                print(tail.next());
                away = false;
            } catch (PlatformException e) {
                if (!away) {
                    System.err.println("vectrail: " + e.getMessage() + " It is tried again until it does.");
                }
                away = true;
            }
        }
        return 0;
    }

    private void print(List<JsonNode> exchanges) {
        for (JsonNode exchange : exchanges) {
            System.out.println(json ? exchange.toString() : ExchangeTable.line(exchange));
        }
    }
}
