package io.vectrail.load.chaos;

import io.vectrail.load.WrongUsageException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./vectrail bench chaos}: fails when anything is lost, doubled, out of order, broken or changed. */
@Command(
        name = "chaos",
        description = "Kills, pauses and breaks a platform of its own under load, and looks for what got lost.")
public final class Chaos {

    @Option(names = "--seed", description = "Of requests and plan. Default: ${DEFAULT-VALUE}", defaultValue = "1")
    private long seed;

    @Option(names = "--requests", description = "In all. Default: ${DEFAULT-VALUE}", defaultValue = "100000")
    private int requests;

    @Option(names = "--kills", description = "In all. Default: ${DEFAULT-VALUE}", defaultValue = "30")
    private int kills;

    @Option(
            names = "--rounds",
            description = "Each is checked on its own. Default: ${DEFAULT-VALUE}",
            defaultValue = "2")
    private int rounds;

    @Option(names = "--away", description = "Seconds without Kafka. Default: ${DEFAULT-VALUE}", defaultValue = "60")
    private int away;

    @Option(
            names = "--away-every",
            description = "In every how manieth round Kafka is away. Default: ${DEFAULT-VALUE}",
            defaultValue = "5")
    private int awayEvery;

    @Option(
            names = "--short",
            description = "What the tests run: 5,000 requests, each program killed twice, each fault once.")
    private boolean brief;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This.")
    private boolean help;

    private Chaos() {}

    /** @throws WrongUsageException when the arguments are not those of this scenario */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Chaos chaos = new Chaos();
        CommandLine commands = new CommandLine(chaos);
        ChaosOptions options;
        try {
            commands.parseArgs(arguments);
            if (chaos.help) {
                commands.usage(System.out);
                return;
            }
            options = chaos.options();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage() + "\n" + commands.getUsageMessage());
        }
        ChaosRun.Result result = ChaosRun.run(options, System.out::println);
        System.out.println(result.line());
        if (!result.passed()) {
            throw new IllegalStateException(
                    "something got lost, doubled, out of order, broken or changed; the lines above say what");
        }
    }

    private ChaosOptions options() {
        return brief
                ? ChaosOptions.brief(seed)
                : new ChaosOptions(seed, requests, kills, rounds, away, awayEvery, false);
    }
}
