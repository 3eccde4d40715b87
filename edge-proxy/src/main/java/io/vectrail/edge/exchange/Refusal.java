package io.vectrail.edge.exchange;

/**
 * What a caller is told instead of an answer.
 *
 * @param code why
 * @param message what is wrong and what to do; never a text, token or credential
 */
public record Refusal(RefusalCode code, String message) {}
