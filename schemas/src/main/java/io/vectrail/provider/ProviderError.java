package io.vectrail.provider;

/**
 * A refusal of the gateway, before it has a provider's form.
 *
 * @param status HTTP status, 400 to 599
 * @param code the gateway's code, such as {@code blocked_by_policy}
 * @param message what is wrong and what to do; never a caller's text
 */
public record ProviderError(int status, String code, String message) {}
