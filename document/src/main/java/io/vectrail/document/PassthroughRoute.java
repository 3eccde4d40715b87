package io.vectrail.document;

import io.vectrail.provider.ProviderCodec;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A route that is no embedding call and passes all the same, because the document says so. Nobody looks into its bodies, and
 * they are recorded.
 *
 * @param method HTTP method
 * @param path below the connection's name; with {@code prefix} its beginning
 * @param prefix whether whatever begins so passes, too
 * @param queryParameters that pass
 * @param behind what the targets' paths put before it: the upstream sees one of these and the path as one
 */
public record PassthroughRoute(
        String method, String path, boolean prefix, Set<String> queryParameters, Set<String> behind) {

    private static final Pattern FORM = Pattern.compile(
            "(GET|POST|PUT|PATCH|DELETE) ((?:/[A-Za-z0-9._~:@-]++)++)(/\\*)?(\\?[A-Za-z0-9_.&\\[\\]-]++)?");

    /**
     * Whatever could be read as another path by an upstream that decodes or cleans it up is none of these. Possessive, because a
     * caller's path is as deep as the caller likes.
     */
    private static final Pattern PLAIN = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~:@-]++)++");

    public PassthroughRoute {
        queryParameters = Set.copyOf(queryParameters);
        behind = Set.copyOf(behind);
    }

    /**
     * Reads what the document says.
     *
     * @param written such as {@code GET /v1/models/*} or {@code GET /v1/files?limit&after}
     * @throws IllegalArgumentException when it is not of that form, or lets texts by that nobody sees
     */
    static PassthroughRoute of(String written, ProviderCodec codec, Targets targets) {
        Matcher form = FORM.matcher(written);
        if (!form.matches() || !PLAIN.matcher(form.group(2)).matches()) {
            throw new IllegalArgumentException(
                    "must be like GET /v1/models, GET /v1/models/* or GET /v1/models?limit&after");
        }
        String path = form.group(2);
        Set<String> behind = targets.pathEnds();
        if (embeds(form.group(1), path, behind, codec)) {
            throw new IllegalArgumentException("would embed texts that nobody has seen; " + codec.provider()
                    + "'s batches and whatever else embeds do not pass, nor with a target's path before them");
        }
        String query = form.group(4) == null ? "" : form.group(4).substring(1);
        return new PassthroughRoute(
                form.group(1),
                path,
                form.group(3) != null,
                Arrays.stream(query.split("&", -1))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()),
                behind);
    }

    /** Whether this request is meant. A path that could be another one in disguise never is. */
    boolean permits(String asked, String askedPath, ProviderCodec codec) {
        if (!asked.equals(method) || !PLAIN.matcher(askedPath).matches()) {
            return false;
        }
        boolean fits = prefix ? askedPath.startsWith(path + "/") : askedPath.equals(path);
        return fits && !embeds(asked, askedPath, behind, codec);
    }

    /** Whether an upstream would embed texts there, by whichever of its targets' paths it is asked, unseen or as a call of its own. */
    private static boolean embeds(String method, String path, Set<String> behind, ProviderCodec codec) {
        return behind.stream()
                .map(before -> before + path)
                .anyMatch(whole -> codec.unseen(method, whole)
                        || codec.operation(method, whole).isPresent());
    }
}
