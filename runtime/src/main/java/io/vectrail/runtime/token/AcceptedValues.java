package io.vectrail.runtime.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of a claim of which one is asked for, written as texts: {@code "true"} is also the boolean.
 *
 * @param values at least one
 */
public record AcceptedValues(List<String> values) {

    /** @throws IllegalArgumentException when there is none */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AcceptedValues(@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a required claim needs a value at least");
        }
        this.values = List.copyOf(values);
    }

    boolean fit(@Nullable Object claim) {
        return switch (claim) {
            case null -> false;
            case List<?> list -> list.stream().anyMatch(each -> values.contains(String.valueOf(each)));
            default -> values.contains(claim.toString());
        };
    }
}
