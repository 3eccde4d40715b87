package io.vectrail.replay.key;

/**
 * Who changes something.
 *
 * @param subject of a token
 * @param address where the call came from
 */
public record Actor(String subject, String address) {}
