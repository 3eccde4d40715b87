package io.vectrail.runtime.config;

import java.net.URI;

/** The port that an http or https address leads to. */
public final class Ports {

    private Ports() {}

    /** The one that it names, or its scheme's. */
    public static int of(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }
}
