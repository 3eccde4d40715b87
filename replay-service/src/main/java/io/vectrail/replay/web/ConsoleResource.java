package io.vectrail.replay.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The console's files, from the program's jar. A path that is no file is one of the console's own pages, whose routes the
 * browser knows: it gets the index.
 */
final class ConsoleResource implements Resource {

    private static final String ROOT = "/console";
    /** Possessive, because a caller's path is as deep as the caller likes. */
    private static final Pattern SAFE = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*+)++");

    /** Names of assets carry the hash of their content. */
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8");

    /** Holds what was found alone, so that it is no larger than the jar. */
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public Answer answer(Call call) {
        String path = call.requestPath();
        Optional<byte[]> file = file(path);
        if (file.isPresent()) {
            String caching = path.startsWith("/assets/") ? FOREVER : "no-cache";
            return new Answer.Bytes(200, mediaType(path), file.get(), Map.of("Cache-Control", caching));
        }
        boolean page = call.header("Accept")
                .filter(accept -> accept.contains("text/html"))
                .isPresent();
        if (path.startsWith("/assets/") || !page) {
            throw ProblemException.notFound("there is nothing at this path; /openapi.yaml lists what there is");
        }
        return file("/index.html")
                .map(index -> (Answer)
                        new Answer.Bytes(200, mediaType("/index.html"), index, Map.of("Cache-Control", "no-cache")))
                .orElseThrow(() -> ProblemException.notFound("this build is without the console"));
    }

    private Optional<byte[]> file(String path) {
        if (!SAFE.matcher(path).matches()) {
            return Optional.empty();
        }
        byte[] known = files.get(path);
        return known != null ? Optional.of(known) : read(path);
    }

    private Optional<byte[]> read(String path) {
        // A folder is a resource too, without an end to its name.
        if (path.lastIndexOf('.') <= path.lastIndexOf('/')) {
            return Optional.empty();
        }
        try (InputStream in = ConsoleResource.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            files.put(path, bytes);
            return Optional.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mediaType(String path) {
        String end = path.substring(path.lastIndexOf('.') + 1);
        return MEDIA_TYPES.getOrDefault(end, "application/octet-stream");
    }
}
