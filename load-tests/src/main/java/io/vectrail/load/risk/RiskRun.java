package io.vectrail.load.risk;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.load.WrongUsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What the risk signals are worth. {@code vectrail bench risk}: after how many of their calls attacks are seen, and false alerts of callers that do their work, by seeds that nothing was tuned
 * on. {@code tuning} takes the other seeds, a number that one; {@code attacks} and {@code benign} are one half, {@code cost} what an exchange costs.
 */
public final class RiskRun {

    private static final int CALLERS = 120;
    private static final int DAYS = 35;
    private static final int DIMENSIONS = 256;

    private RiskRun() {}

    public static void main(String... arguments) {
        if (Arrays.asList(arguments).contains("cost")) {
            RiskCost.print();
            return;
        }
        Seeds seeds = seeds(arguments);
        TopicVectors vectors = new TopicVectors(DIMENSIONS, TopicVectors.SLIGHT);
        RiskSettings settings = RiskSettings.DEFAULT;
        if (!Arrays.asList(arguments).contains("benign")) {
            attacks(seeds, vectors, settings);
        }
        if (!Arrays.asList(arguments).contains("attacks")) {
            System.out.println(Population.table(seeds.populations().stream()
                    .flatMap(seed -> new Population(seed, CALLERS, DAYS).run(vectors, settings).stream())
                    .toList()));
        }
    }

    private static Seeds seeds(String... arguments) {
        Seeds seeds = Seeds.EVALUATION;
        for (String argument : arguments) {
            seeds = switch (argument) {
                case "attacks", "benign" -> seeds;
                case "tuning" -> Seeds.TUNING;
                default -> of(argument);
            };
        }
        return seeds;
    }

    private static Seeds of(String argument) {
        try {
            long seed = Long.parseLong(argument);
            return new Seeds(List.of(seed), List.of(seed, seed + 1, seed + 2));
        } catch (NumberFormatException e) {
            throw new WrongUsageException(
                    "risk takes a seed or the word tuning, and attacks, benign or cost; nothing for seeds that nothing was tuned on");
        }
    }

    private static void attacks(Seeds seeds, TopicVectors vectors, RiskSettings settings) {
        System.out.println(
                "| attack | of | MEDIUM | HIGH | alert | highest score |\n| --- | --- | --- | --- | --- | --- |");
        for (Map<String, Attack> some : List.of(Attacks.bound(), Attacks.others())) {
            some.forEach((name, attack) -> {
                for (Attacks.Owner owner : Attacks.Owner.values()) {
                    if (attack instanceof StolenToken && owner == Attacks.Owner.NOBODY) {
                        continue;
                    }
                    List<Attacks.Seen> seen = seeds.attacks().parallelStream()
                            .map(seed -> Attacks.run(attack, owner, seed % 2 == 0 ? 3 : 11, seed, vectors, settings))
                            .toList();
                    print(name, owner, seen);
                }
            });
        }
        for (double more : List.of(0.3, 0.6, 1.0)) {
            for (Attacks.Owner owner : List.of(Attacks.Owner.SERVICE, Attacks.Owner.INGESTION)) {
                print(
                        String.format(Locale.ROOT, "exfiltration, %.0f %% more, in days", 100 * more),
                        owner,
                        seeds.attacks().parallelStream()
                                .map(seed -> Attacks.run(new Exfiltration(more, 14), owner, seed, vectors, settings))
                                .toList());
            }
        }
    }

    private static void print(String name, Attacks.Owner owner, List<Attacks.Seen> seen) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |%n",
                name,
                owner.name().toLowerCase(Locale.ROOT),
                after(seen, Attacks.Seen::medium),
                after(seen, Attacks.Seen::high),
                after(seen, Attacks.Seen::alert),
                seen.getFirst().signals());
    }

    /** Median and worst; how many were never seen, if any. */
    private static String after(List<Attacks.Seen> seen, ToIntFunction<Attacks.Seen> when) {
        int[] calls =
                seen.stream().mapToInt(when).filter(call -> call > 0).sorted().toArray();
        if (calls.length == 0) {
            return "never";
        }
        String missed = calls.length < seen.size()
                ? String.format(Locale.ROOT, ", %d of %d never", seen.size() - calls.length, seen.size())
                : "";
        return calls[calls.length / 2] + " / " + calls[calls.length - 1] + missed;
    }
}
