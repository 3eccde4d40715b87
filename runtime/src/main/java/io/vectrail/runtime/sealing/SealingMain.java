package io.vectrail.runtime.sealing;

import io.vectrail.runtime.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes keysets, and seals what standard input holds: {@code seal PUBLIC CONNECTION TARGET…}, {@code new PRIVATE}, {@code
 * rotate PRIVATE}, {@code public PRIVATE} and {@code ensure PRIVATE PUBLIC}. {@code ./vectrail seal} and {@code ./vectrail
 * keyset} start it, since this package alone knows the formats. Exit status 0 done, 1 failed, 2 wrong usage.
 */
public final class SealingMain {

    private SealingMain() {}

    public static void main(String... arguments) throws InterruptedException {
        System.exit(run(System.in, System.out, System.err, arguments));
    }

    static int run(InputStream in, PrintStream out, PrintStream err, String... arguments) throws InterruptedException {
        List<String> all = List.of(arguments);
        try {
            if (!fits(all)) {
                err.println("usage: seal PUBLIC CONNECTION TARGET… | new FILE | rotate FILE | public FILE"
                        + " | ensure PRIVATE PUBLIC");
                return 2;
            }
            switch (all.getFirst()) {
                case "seal" -> out.println(seal(in, err, all));
                case "new" -> KeysetFiles.make(Path.of(all.get(1)));
                case "rotate" -> KeysetFiles.rotate(Path.of(all.get(1)));
                case "public" -> out.println(KeysetFiles.publicPart(Path.of(all.get(1))));
                default -> KeysetFiles.ensure(Path.of(all.get(1)), Path.of(all.get(2)));
            }
            return 0;
        } catch (ConfigurationException | IllegalArgumentException e) {
            err.println("vectrail: " + e.getMessage());
        } catch (IOException e) {
            err.println("vectrail: cannot read or write: " + e.getMessage());
        }
        return 1;
    }

    private static boolean fits(List<String> arguments) {
        return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "seal" -> arguments.size() >= 4;
            case "new", "rotate", "public" -> arguments.size() == 2;
            case "ensure" -> arguments.size() == 3;
            default -> false;
        };
    }

    private static String seal(InputStream in, PrintStream err, List<String> arguments)
            throws IOException, InterruptedException {
        List<URI> targets =
                arguments.subList(3, arguments.size()).stream().map(URI::create).toList();
        SealBinding binding = SealBinding.of(arguments.get(2), targets);
        // What could fail fails before somebody has typed a secret.
        Sealer sealer = Sealer.with(Path.of(arguments.get(1)));
        return sealer.seal(HiddenInput.read(in, err), binding);
    }
}
