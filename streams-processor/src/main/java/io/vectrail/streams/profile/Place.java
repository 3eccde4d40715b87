package io.vectrail.streams.profile;

/**
 * Where a call came from and went to.
 *
 * @param connection the connection's name
 * @param operation the provider's operation
 * @param model the model that was asked for
 * @param client the token's client, and the user agent without its version
 * @param network the address's network: of IPv4 24 bits of it, of IPv6 48
 */
public record Place(String connection, String operation, String model, String client, String network) {}
