package io.vectrail.runtime.config;

/**
 * Where a program listens.
 *
 * @param host name or address of the interface
 * @param port 0 to 65535; 0 takes any free port
 */
public record Address(String host, int port) {

    public Address {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("host is missing; 127.0.0.1 listens on this machine alone");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
    }
}
