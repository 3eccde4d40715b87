package io.vectrail.edge.provider.upstream;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what providers say is left of their rate limits. They pass on to the caller as any header does; here they are only
 * looked at. The first name that an answer has counts.
 */
final class RateLimitHeaders {

    private static final List<HttpString> REQUESTS = names(
            "x-ratelimit-remaining-requests",
            "x-ratelimit-remaining-req-minute",
            "x-ratelimit-remaining",
            "ratelimit-remaining",
            "x-trial-endpoint-call-remaining");

    private static final List<HttpString> TOKENS =
            names("x-ratelimit-remaining-tokens", "x-ratelimit-remaining-tokens-minute", "ratelimitbysize-remaining");

    private RateLimitHeaders() {}

    /** Counts an answer. */
    static void count(int status, HeaderMap headers, UpstreamCounts counts) {
        if (status == 429) {
            counts.rateLimitedBy();
        }
        long requests = left(headers, REQUESTS);
        if (requests >= 0) {
            counts.requestsLeft(requests);
        }
        long tokens = left(headers, TOKENS);
        if (tokens >= 0) {
            counts.tokensLeft(tokens);
        }
    }

    private static long left(HeaderMap headers, List<HttpString> names) {
        for (int i = 0; i < names.size(); i++) {
            String value = headers.getFirst(names.get(i));
            if (value != null) {
                return number(value);
            }
        }
        return -1;
    }

    /** -1 when it is no plain number; what follows a comma or semicolon is a policy's words. */
    private static long number(String value) {
        long number = -1;
        for (int i = 0; i < value.length() && i < 18; i++) {
            char digit = value.charAt(i);
            if (digit < '0' || digit > '9') {
                return digit == ',' || digit == ';' ? number : -1;
            }
            number = Math.max(number, 0) * 10 + digit - '0';
        }
        return value.length() > 18 ? -1 : number;
    }

    private static List<HttpString> names(String... names) {
        return Arrays.stream(names).map(HttpString::new).toList();
    }
}
