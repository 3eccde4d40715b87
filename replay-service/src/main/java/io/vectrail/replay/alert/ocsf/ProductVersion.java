package io.vectrail.replay.alert.ocsf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of Vectrail this is, as the build has written it into the program. */
final class ProductVersion {

    static final String VALUE = read();

    private ProductVersion() {}

    /** Without a jar, as in the middle of a build, it has none. */
    private static String read() {
        try (InputStream file =
                ProductVersion.class.getResourceAsStream("/META-INF/maven/io.vectrail/replay-service/pom.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "unreleased");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
