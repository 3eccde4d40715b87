package io.vectrail.document;

import io.vectrail.policy.rule.NamePattern;
import io.vectrail.provider.CredentialForm;
import io.vectrail.provider.ProviderCodec;
import io.vectrail.provider.ProviderCodecs;
import io.vectrail.runtime.config.Names;
import io.vectrail.runtime.config.Problems;
import io.vectrail.runtime.sealing.SealBinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a document says of a connection, within what the operator allows. */
final class ConnectionReader {

    private final TargetReference targets;
    private final CredentialReader credentials;

    ConnectionReader(TargetReference targets, CredentialReader credentials) {
        this.targets = targets;
        this.credentials = credentials;
    }

    /**
     * The connection.
     *
     * @param problems at its place: where it is noted what does not validate
     * @return null when something does not
     */
    @Nullable
    Connection read(WrittenConnection written, Problems problems) {
        String name = written.name() == null ? "" : written.name();
        problems.at("name").attempt(() -> Names.check("a connection's name", name));
        boolean named = problems.isEmpty();
        ProviderCodec codec = codec(written, problems);
        Targets where =
                targets.resolve(name, written.target(), written.targets(), written.ca(), written.http2(), problems);
        if (codec != null && where != null && codec.credentialForm() == CredentialForm.AWS_SIGNATURE) {
            problems.at("codec")
                    .at("region")
                    .attempt(() -> where.uris().forEach(target -> AwsRegion.of(target, codec)));
        }
        SealBinding here = named && where != null ? SealBinding.of(name, where.uris()) : null;
        Credentials shown = codec == null ? null : credentials(written, codec, here, problems);
        List<NamePattern> models =
                written.models() == null ? List.of() : problems.at("models").each(written.models(), NamePattern::new);
        List<PassthroughRoute> passthrough = written.passthrough() == null || codec == null || where == null
                ? List.of()
                : problems.at("passthrough")
                        .each(written.passthrough(), route -> PassthroughRoute.of(route, codec, where));
        problems.at("notInspected")
                .check(
                        written.notInspected() == null
                                || written.notInspected().equals("allow")
                                || written.notInspected().equals("deny"),
                        "must be allow or deny (token ids that cannot be decoded)");
        Limits limits =
                written.limits() == null ? Limits.DEFAULT : written.limits().limits(problems.at("limits"));
        return codec == null || where == null || shown == null || !problems.isEmpty()
                ? null
                : new Connection(
                        name, codec, where, shown, models, passthrough, "allow".equals(written.notInspected()), limits);
    }

    /** What a credential looks like depends on the provider. */
    private @Nullable Credentials credentials(
            WrittenConnection written, ProviderCodec codec, @Nullable SealBinding here, Problems problems) {
        return credentials.read(
                written.credential(),
                written.credentials(),
                here,
                CredentialReading.of(codec.credentialForm()),
                problems);
    }

    private static @Nullable ProviderCodec codec(WrittenConnection written, Problems problems) {
        String provider = written.provider();
        if (provider == null || !ProviderCodecs.providers().contains(provider)) {
            problems.at("provider").add("must be one of " + String.join(", ", ProviderCodecs.providers()));
            return null;
        }
        Map<String, String> settings = written.codec() == null ? Map.of() : written.codec();
        Optional<ProviderCodec> codec = problems.at("codec").take(() -> ProviderCodecs.of(provider, settings));
        return codec == null ? null : codec.orElse(null);
    }
}
