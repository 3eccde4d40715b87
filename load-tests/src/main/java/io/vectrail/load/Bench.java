package io.vectrail.load;

import io.vectrail.load.chaos.Chaos;
import io.vectrail.load.codec.CodecCost;
import io.vectrail.load.detect.DetectCost;
import io.vectrail.load.risk.RiskRun;
import io.vectrail.load.token.TokenCost;
import java.util.Arrays;
import java.util.List;

/** {@code ./vectrail bench [SCENARIO] [ARGUMENTS]}: lists the scenarios, or runs one. Exit status: 0 done, 1 failed, 2 wrong usage. */
public final class Bench {

    /** One line for each; {@code what} says what it shows and its arguments. */
    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario("latency", "time that the edge adds, open loop [PERCENT of saturation]", Latency::main),
            new Scenario(
                    "ingest",
                    "exchanges that the archive takes a second [base64|numbers|months|search] [COUNT]",
                    IngestRate::main),
            new Scenario(
                    "score",
                    "exchanges that the streams processor scores a second [base64|numbers] [COUNT]",
                    ScoreRate::main),
            new Scenario(
                    "callers", "what the streams processor takes for a million callers [COUNT]", ManyCallers::main),
            new Scenario(
                    "chaos", "kills, pauses and breaks everything, and looks for what got lost [--help]", Chaos::main),
            new Scenario(
                    "catch-up",
                    "how fast the shipper catches up under traffic [PERCENT of saturation] [SECONDS without broker]",
                    CatchUp::main),
            new Scenario(
                    "visibility", "time from a response to what is in the archive [exchange|score]", Visibility::main),
            new Scenario(
                    "nearest",
                    "how long it takes to find the nearest of many vectors, and how many [COUNT]",
                    NearestTimes::main),
            new Scenario("search", "how long searches among two million exchanges take [COUNT]", SearchTimes::main),
            new Scenario(
                    "refusal",
                    "time from a risky response until the edge refuses its caller for it",
                    RefusalDelay::main),
            new Scenario("codec", "what reading a body costs, by JMH [REGEX]", CodecCost::main),
            new Scenario("detect", "what looking into a text costs, by JMH [REGEX] [TEXTS …]", DetectCost::main),
            new Scenario(
                    "policy",
                    "what policies add to a request in which they find nothing, by JMH",
                    DetectCost::ofDecisions),
            new Scenario("token", "what it costs to know who calls, by JMH [REGEX]", TokenCost::main),
            new Scenario("flood", "what a flood of invalid tokens costs a caller whose token is good", FloodCost::main),
            new Scenario(
                    "approvals",
                    "from a decision to the upstream, and what many cost that wait for one",
                    Approvals::main),
            new Scenario(
                    "risk",
                    "after how many calls attacks are seen, and how many false alerts there are [tuning|SEED] [attacks|benign|cost]",
                    RiskRun::main),
            new Scenario("thread-cuts", "the edge's two cuts side by side [FOLDER]", ThreadCuts::main));

    private Bench() {}

    @FunctionalInterface
    interface Run {
        void with(String... arguments) throws Exception;
    }

    record Scenario(String name, String what, Run run) {}

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        String name = arguments.length == 0 ? "" : arguments[0];
        if (name.isEmpty() || name.equals("--help") || name.equals("-h")) {
            System.out.print(list());
            return 0;
        }
        for (Scenario scenario : SCENARIOS) {
            if (scenario.name().equals(name)) {
                return run(scenario, Arrays.copyOfRange(arguments, 1, arguments.length));
            }
        }
        System.err.print("vectrail: there is no scenario " + name + ".\n" + list());
        return 2;
    }

    private static int run(Scenario scenario, String... arguments) {
        try {
            scenario.run().with(arguments);
            return 0;
        } catch (WrongUsageException e) {
            System.err.println("vectrail: " + e.getMessage());
            return 2;
        } catch (Exception e) {
            // Whatever ended it, the measurement failed; its own words say why.
            System.err.println("vectrail: " + scenario.name() + " failed: " + e);
            return 1;
        }
    }

    private static String list() {
        StringBuilder text = new StringBuilder("Usage: vectrail bench SCENARIO [ARGUMENTS]\n");
        SCENARIOS.forEach(one -> text.append("  %-12s %s%n".formatted(one.name(), one.what())));
        return text.toString();
    }
}
