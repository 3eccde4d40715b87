package io.vectrail.policy.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A text of the labelled set.
 *
 * @param spans start and end of each value of the file's type
 */
record Labelled(String text, List<int[]> spans) {

    private static final Path SET = Path.of("src/test/resources/labelled");

    static List<Labelled> of(String half, String type) throws IOException {
        Path file = SET.resolve(half).resolve(type + ".txt");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .map(Labelled::parse)
                        .toList()
                : List.of();
    }

    private static Labelled parse(String line) {
        StringBuilder text = new StringBuilder();
        List<int[]> spans = new ArrayList<>();
        int begun = -1;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '⟦') {
                begun = text.length();
            } else if (c == '⟧') {
                spans.add(new int[] {begun, text.length()});
            } else if (c == '\\' && i + 1 < line.length()) {
                char escaped = line.charAt(++i);
                text.append(escaped == 'n' ? '\n' : escaped);
            } else {
                text.append(c);
            }
        }
        return new Labelled(text.toString(), spans);
    }
}
