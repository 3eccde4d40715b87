package io.vectrail.runtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong, in one line that quotes no value. */
final class Reasons {

    private Reasons() {}

    static String of(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key; known here: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof InvalidNullException) {
            return "has no value; give it one, or leave its key out";
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if ((cause instanceof IllegalArgumentException && isOurs(cause))
                    || cause instanceof ConfigurationException) {
                return firstLine(cause.getMessage());
            }
        }
        return e instanceof MismatchedInputException mismatch
                ? ExpectedValue.words(mismatch)
                : firstLine(e.getOriginalMessage());
    }

    /** What others throw may quote the value, as java.net.URI does. */
    static boolean isOurs(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith("io.vectrail.");
    }

    static String firstLine(@Nullable String message) {
        return message == null ? "cannot be read" : message.lines().findFirst().orElse("cannot be read");
    }
}
