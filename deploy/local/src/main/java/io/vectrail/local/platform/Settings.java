package io.vectrail.local.platform;

import io.vectrail.local.process.Home;
import io.vectrail.local.process.PlatformException;
import io.vectrail.local.process.WholeFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What can be set about the platform, by environment variables that begin with {@code VECTRAIL_}.
 *
 * @param ports one for each {@link Port}, all different
 * @param credentials what the edge may use as upstream credentials ({@code VECTRAIL_CREDENTIAL_…}), by variable
 */
public record Settings(Home home, Map<Port, Integer> ports, Map<String, String> credentials) {
    private static final String HOME = "VECTRAIL_HOME";
    private static final String TOKEN = "VECTRAIL_TOKEN";
    private static final String CREDENTIAL = "VECTRAIL_CREDENTIAL_";
    private static final String IMPOSSIBLE = ",:;\\\"'*\n\r\t";

    public Settings {
        ports = Map.copyOf(ports);
        credentials = Map.copyOf(credentials);
        Map<Integer, Port> taken = new TreeMap<>();
        for (Port port : Port.values()) {
            int number = ports.getOrDefault(port, 0);
            if (number < 1 || number > 65_535) {
                throw new SettingException(port.setting() + " is " + number + ": a port is a number from 1 to 65535.");
            }
            Port other = taken.putIfAbsent(number, port);
            if (other != null) {
                throw new SettingException(port.setting() + " and " + other.setting() + " are both " + number
                        + ": give each its own port.");
            }
        }
        String folder = home.folder().toString();
        if (folder.chars().anyMatch(c -> IMPOSSIBLE.indexOf(c) >= 0)) {
            throw new SettingException(
                    HOME + " is " + folder + ": Kafka and Java take no path with any of , : ; * \\ or quotes.");
        }
    }

    /** Reads the environment; a relative {@code VECTRAIL_HOME} counts from the working folder, its default from the checkout. */
    public static Settings of(Map<String, String> environment, Path checkout) {
        Map<String, Port> known = Arrays.stream(Port.values()).collect(Collectors.toMap(Port::setting, port -> port));
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        Map<String, String> credentials = new HashMap<>();
        Arrays.stream(Port.values()).forEach(port -> ports.put(port, port.standard()));
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (known.containsKey(name)) {
                ports.put(known.get(name), number(name, variable.getValue()));
            } else if (name.startsWith(CREDENTIAL)) {
                credentials.put(name, variable.getValue());
            } else if (name.startsWith("VECTRAIL_") && !name.equals(HOME) && !name.equals(TOKEN)) {
                throw new SettingException("The setting " + name + " is not known: unset it. Known are " + HOME + ", "
                        + TOKEN + ", " + CREDENTIAL + "… and "
                        + known.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        }
        String home = environment.getOrDefault(HOME, "");
        return new Settings(
                new Home(home.isBlank() ? checkout.resolve(".vectrail") : Path.of(home)), ports, credentials);
    }

    public int port(Port port) {
        return Objects.requireNonNull(ports.get(port), port::setting);
    }

    public String url(Port port) {
        return "http://127.0.0.1:" + port(port);
    }

    /** The {@code iss} claim of the local issuer's tokens. */
    public String issuer() {
        return url(Port.REPLAY) + "/issuer";
    }

    /** The ports that the platform of this home was last started with. */
    public Optional<Settings> lastStarted() {
        Path file = file();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Properties read = new Properties();
            read.load(new StringReader(Files.readString(file)));
            Map<Port, Integer> last = new EnumMap<>(ports);
            for (Port port : Port.values()) {
                last.put(port, number(port.setting(), read.getProperty(port.setting(), "0")));
            }
            return Optional.of(new Settings(home, last, credentials));
        } catch (IOException e) {
            throw new PlatformException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    void rememberStarted() throws IOException {
        String lines = Arrays.stream(Port.values())
                .map(port -> port.setting() + "=" + port(port) + "\n")
                .collect(Collectors.joining());
        WholeFile.write(file(), lines);
    }

    private Path file() {
        return home.folder().resolve("run").resolve("ports.properties");
    }

    private static int number(String setting, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new SettingException(setting + " is \"" + text + "\": a port is a number from 1 to 65535.");
        }
    }
}
