package io.vectrail.replay.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an export is written as. */
public enum ExportFormat {
    NDJSON("ndjson", "application/x-ndjson"),
    CSV("csv", "text/csv; charset=utf-8"),
    PARQUET("parquet", "application/vnd.apache.parquet"),
    /** Rows, exact bodies, what they mean, who asked for what, and the SHA-256 of each file. */
    BUNDLE("zip", "application/zip");

    private final String extension;
    private final String mediaType;

    ExportFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** Of the file, without a dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Its name in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ExportFormat> of(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label))
                .findFirst();
    }
}
