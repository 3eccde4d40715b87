package io.vectrail.policy.rule;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What is known of a request beside its texts.
 *
 * @param subject the caller's
 * @param groups the caller's
 * @param client OAuth client; empty where the token names none
 * @param address the caller's, without port
 * @param connection its name
 * @param provider the connection's, such as openai
 * @param operation the provider's, such as embeddings
 * @param model as asked for
 * @param bytes of the body
 * @param at when it came
 * @param risk how risky its caller is at the time of the decision
 * @param headers the values that a header has, in the order sent
 */
public record Facts(
        String subject,
        List<String> groups,
        String client,
        String address,
        String connection,
        String provider,
        String operation,
        String model,
        long bytes,
        Instant at,
        Risk risk,
        Function<String, List<String>> headers) {

    public Facts {
        groups = List.copyOf(groups);
    }
}
