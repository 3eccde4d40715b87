package io.vectrail.edge.identity;

import io.vectrail.event.Authentication;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who calls. */
public sealed interface Caller {

    /** Unique across issuers; the key under which the exchange is recorded. */
    String subject();

    /** Nobody that we know. */
    enum Anonymous implements Caller {
        INSTANCE;

        @Override
        public String subject() {
            return "anonymous";
        }
    }

    /**
     * Somebody whom an issuer vouches for.
     *
     * @param issuer of its token or certificate
     * @param groups what rules match on
     * @param clientId OAuth client, where the token names one; the id of a key
     * @param authentication by what it is known
     */
    record Identified(
            String subject,
            String issuer,
            List<String> groups,
            @Nullable String clientId,
            Authentication authentication)
            implements Caller {

        public Identified {
            groups = List.copyOf(groups);
        }
    }
}
