package io.vectrail.local.process;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The end of a log file, read without reading the rest. */
public final class LogTail {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int READ_LIMIT = 64 << 10;

    private LogTail() {}

    /** At most {@code count} last lines, of at most 64 KiB together; empty when there is no file. */
    public static List<String> lines(Path log, int count) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            int size = (int) Math.min(file.length(), READ_LIMIT);
            byte[] end = new byte[size];
            file.seek(file.length() - size);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The last line that is not part of a stack trace, shortened to fit a message. */
    static Optional<String> lastWords(Path log) {
        return lines(log, 200).reversed().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("..."))
                .findFirst()
                .map(LogTail::message)
                .map(line -> line.length() > 300 ? line.substring(0, 300) + "…" : line);
    }

    /** Our own programs write one JSON object a line. */
    private static String message(String line) {
        try {
            return line.startsWith("{") ? JSON.readTree(line).path("message").asText(line) : line;
        } catch (IOException e) {
            return line;
        }
    }
}
