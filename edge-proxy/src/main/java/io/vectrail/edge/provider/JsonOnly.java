package io.vectrail.edge.provider;

import io.vectrail.edge.exchange.Headers;
import io.vectrail.edge.exchange.RefusalCode;
import io.vectrail.edge.exchange.RefusedException;
import java.util.List;
import java.util.regex.Pattern;

/** What is read as JSON in UTF-8 must be said to be that, or an upstream may read the same bytes as a form, or in another charset. */
final class JsonOnly {

    /** RFC 9110, 8.3.1, of a type without other parameters than a charset. */
    private static final Pattern JSON = Pattern.compile(
            "application/(?:[a-z0-9.-]++\\+)?json[ \\t]*+(?:;[ \\t]*+charset=(?:utf-8|\"utf-8\")[ \\t]*+)?;?[ \\t]*+",
            Pattern.CASE_INSENSITIVE);

    private JsonOnly() {}

    /** @throws RefusedException unless the headers say so, or say nothing */
    static void check(Headers headers) {
        List<String> types = headers.all("Content-Type");
        if (types.size() > 1
                || types.stream().anyMatch(type -> !JSON.matcher(type.strip()).matches())) {
            throw new RefusedException(
                    RefusalCode.INVALID_REQUEST, "the body must be JSON in UTF-8; send Content-Type: application/json");
        }
    }
}
