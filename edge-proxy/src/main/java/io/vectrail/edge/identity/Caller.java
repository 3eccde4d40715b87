package io.vectrail.edge.identity;

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
     * Somebody whose token an issuer signed.
     *
     * @param groups what rules match on
     * @param clientId OAuth client, where the token names one
     */
    record Identified(
            String subject,
            String issuer,
            List<String> groups,
            @Nullable String clientId) implements Caller {

        public Identified {
            groups = List.copyOf(groups);
        }
    }
}
