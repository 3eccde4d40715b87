package io.vectrail.document;

import io.vectrail.provider.ProviderCodec;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The region that an endpoint of AWS is in, which a signature for it names.
 *
 * <p>Source: AWS General Reference, "Amazon Bedrock endpoints and quotas" (FIPS endpoints, too) and "AWS service endpoints"
 * (dual-stack endpoints); Amazon VPC, "Access an AWS service using an interface VPC endpoint".
 */
public final class AwsRegion {

    private static final String SETTING = "region";
    private static final String REGION = "[a-z]{2,}(?:-[a-z]+)+-[0-9]{1,2}";
    private static final Pattern NAME = Pattern.compile(REGION);
    private static final Pattern ENDPOINT = Pattern.compile("(?:[a-z0-9-]+\\.)?bedrock-runtime(?:-fips)?\\.(" + REGION
            + ")\\.(?:(?:vpce\\.)?amazonaws\\.com(?:\\.cn)?|api\\.aws|api\\.amazonwebservices\\.com\\.cn)");

    private AwsRegion() {}

    /**
     * The region's name, such as {@code eu-central-1}.
     *
     * @param codec its setting is what the connection says, where its target does not tell
     * @throws IllegalArgumentException when neither tells, or both and not the same
     */
    public static String of(URI target, ProviderCodec codec) {
        return of(target, codec.settings().get(SETTING));
    }

    static String of(URI target, @Nullable String setting) {
        if (setting != null && !NAME.matcher(setting).matches()) {
            throw new IllegalArgumentException("must be like eu-central-1");
        }
        Matcher endpoint = ENDPOINT.matcher(target.getHost().toLowerCase(Locale.ROOT));
        if (!endpoint.matches()) {
            if (setting == null) {
                throw new IllegalArgumentException(
                        "is needed, since the target does not tell its AWS region; say it, as in codec: { region: eu-central-1 }");
            }
            return setting;
        }
        if (setting != null && !setting.equals(endpoint.group(1))) {
            throw new IllegalArgumentException("is not the region of the target; leave it out");
        }
        return endpoint.group(1);
    }
}
