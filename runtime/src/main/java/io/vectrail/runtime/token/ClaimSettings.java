package io.vectrail.runtime.token;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer's tokens say, and where.
 *
 * @param subject who it is. Default: sub
 * @param groups lists of groups, all of which count. Default: groups
 * @param required by claim, the values of which one must stand there; where a list stands, it must hold one. Default: none
 */
public record ClaimSettings(
        ClaimPath subject,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<ClaimPath> groups,

        Map<String, AcceptedValues> required) {

    static final ClaimSettings DEFAULT = new ClaimSettings(null, null, null);

    public ClaimSettings(
            @Nullable ClaimPath subject,
            @Nullable List<ClaimPath> groups,
            @Nullable Map<String, AcceptedValues> required) {
        this.subject = subject == null ? new ClaimPath("sub") : subject;
        this.groups = groups == null ? List.of(new ClaimPath("groups")) : List.copyOf(groups);
        this.required = required == null ? Map.of() : Map.copyOf(required);
        this.required.keySet().forEach(ClaimPath::new);
    }

    /** The first required claim that is missing or says something else; null where there is none. */
    @Nullable
    String unmet(JWTClaimsSet claims) {
        return unmet(required, claims);
    }

    static @Nullable String unmet(Map<String, AcceptedValues> required, JWTClaimsSet claims) {
        return required.entrySet().stream()
                .filter(each -> !each.getValue().fit(new ClaimPath(each.getKey()).in(claims)))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
