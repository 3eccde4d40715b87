package io.vectrail.local.command;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import io.vectrail.local.platform.SettingException;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares documents. */
@Command(
        name = "diff",
        description = {
            "Show how a file differs from the document in force, or two revisions from each other.",
            "Lines with - are those of the former, lines with + those of the latter."
        },
        footer = "Status 0: they are the same. Status 1: they differ.")
final class ConfigDiffCommand implements Callable<Integer> {
    private static final int CONTEXT = 3;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The latter. Default: the document in force.")
    private @Nullable Path file;

    @Option(names = "--from", paramLabel = "N", description = "Revision that is the former. Default: the one in force.")
    private int from;

    @Option(names = "--to", paramLabel = "N", description = "Revision that is the latter, in the place of FILE.")
    private int to;

    @Option(names = "--trial", description = "The one in shadow is the latter, in the place of FILE.")
    private boolean trial;

    /** A document and what it is called. */
    private record Named(String name, String text) {
        List<String> lines() {
            return text.lines().toList();
        }
    }

    @Override
    public Integer call() {
        if ((file == null ? 0 : 1) + (trial ? 1 : 0) + (to > 0 ? 1 : 0) > 1) {
            throw new SettingException("Name the latter once: by FILE, by --to, or by --trial.");
        }
        ReplayApi api = ReplayApi.asPolicyAdmin(Surroundings.present());
        Named former = from > 0 ? revision(api, from) : inForce(api);
        Named latter = latter(api);
        if (former.text().equals(latter.text())) {
            return 0;
        }
        if (former.lines().equals(latter.lines())) {
            System.out.println("They differ in their line ends alone.");
        }
        Patch<String> patch = DiffUtils.diff(former.lines(), latter.lines());
        UnifiedDiffUtils.generateUnifiedDiff(former.name(), latter.name(), former.lines(), patch, CONTEXT)
                .forEach(System.out::println);
        return 1;
    }

    private Named latter(ReplayApi api) {
        if (file != null) {
            return read(file);
        }
        if (trial) {
            var answer = PublishedConfig.of(api).json().path("trial");
            if (!answer.isObject()) {
                throw new PlatformException("No document is on trial.");
            }
            return new Named("trial", answer.path("text").asText());
        }
        return to > 0 ? revision(api, to) : inForce(api);
    }

    private static Named inForce(ReplayApi api) {
        var config = PublishedConfig.of(api).json();
        return new Named(
                "revision " + config.path("revision").asLong(),
                config.path("text").asText());
    }

    private static Named revision(ReplayApi api, int number) {
        return new Named(
                "revision " + number,
                api.get("config/history/" + number, Map.of())
                        .json()
                        .path("text")
                        .asText());
    }

    private static Named read(Path file) {
        try {
            return new Named(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new PlatformException(file + " cannot be read: it must be there, and be UTF-8.", e);
        }
    }
}
