package io.vectrail.policy.detect.view;

/**
 * An encoded character.
 *
 * @param codePoint what it is
 * @param end one past the last character that encodes it
 */
record Unit(int codePoint, int end) {}
