package io.vectrail.document;

import java.util.List;

/** What the gateway shows a provider, or makes what it shows with. Never printed. */
public sealed interface Credential permits ApiKey, AwsKey, ServiceAccount {

    /** What of it an upstream may have learnt and nobody else may. */
    List<String> secrets();
}
