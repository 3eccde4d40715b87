package io.vectrail.policy.detect.pattern;

/**
 * A place of a text that a pattern matches.
 *
 * @param pattern its index among the patterns
 * @param start first character
 * @param end one past the last
 */
public record Match(int pattern, int start, int end) {}
