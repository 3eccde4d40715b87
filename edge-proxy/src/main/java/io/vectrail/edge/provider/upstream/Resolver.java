package io.vectrail.edge.provider.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. May block; asked for each connection, once for those that need one name at the same time, and
 * by nobody else on its way. */
@FunctionalInterface
public interface Resolver {

    /** As this machine is set up. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * The addresses, best first.
     *
     * @param host a name, or an address as text
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
