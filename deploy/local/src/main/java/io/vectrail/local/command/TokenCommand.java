package io.vectrail.local.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Prints a token of the local issuer. */
@Command(name = "token", description = "Print a token for the edge and the console; nothing else goes to stdout.")
final class TokenCommand implements Callable<Integer> {
    @Option(names = "--subject", required = true, paramLabel = "NAME", description = "Who calls.")
    private String subject = "";

    @Option(names = "--group", paramLabel = "GROUP", description = "A group of the caller; may be given again.")
    private List<String> groups = List.of();

    @Option(
            names = "--ttl",
            defaultValue = "1h",
            paramLabel = "TIME",
            converter = Lifetime.class,
            description = "How long it is valid, as in 90s, 15m, 1h or 7d; at most 30d (default ${DEFAULT-VALUE}).")
    private Duration ttl = Duration.ofHours(1);

    @Override
    public Integer call() {
        System.out.println(LocalTokens.issuer(Surroundings.present()).token(subject, groups, ttl));
        return 0;
    }

    /** A number with its unit. */
    static final class Lifetime implements picocli.CommandLine.ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})([smhd])");

        @Override
        public Duration convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("\"" + text + "\" is not a time such as 90s, 15m, 1h or 7d");
            }
            long number = Long.parseLong(form.group(1));
            Duration time = switch (form.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (time.compareTo(Duration.ofDays(30)) > 0) {
                throw new TypeConversionException("a token lives at most 30d");
            }
            return time;
        }
    }
}
