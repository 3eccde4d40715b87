package io.vectrail.runtime.config;

import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where values begin in a YAML text: a record is refused at its end, and people look for its beginning. */
final class YamlPlaces {

    private final @Nullable Node root;

    private YamlPlaces(@Nullable Node root) {
        this.root = root;
    }

    static YamlPlaces of(String text) {
        try {
            return new YamlPlaces(new Yaml(StrictYaml.LOADER).compose(new StringReader(text)));
        } catch (YAMLException broken) {
            // Somewhere the text is no YAML at all; the parser's own place will do.
            return new YamlPlaces(null);
        }
    }

    /**
     * The line, from 1, of what this path leads to, or of the last part of it that is there.
     *
     * @param otherwise where there is no path, or nothing at all
     */
    int line(List<Step> path, int otherwise) {
        if (root == null || path.isEmpty()) {
            return otherwise;
        }
        Node node = root;
        int line = line(node);
        for (Step step : path) {
            NodeTuple entry = node instanceof MappingNode mapping && step instanceof Step.Key key
                    ? entry(mapping, key.name())
                    : null;
            Node next = entry != null ? entry.getValueNode() : item(node, step);
            if (next == null) {
                return line;
            }
            line = line(entry != null ? entry.getKeyNode() : next);
            node = next;
        }
        return line;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static @Nullable NodeTuple entry(MappingNode mapping, String name) {
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
                return entry;
            }
        }
        return null;
    }

    private static @Nullable Node item(Node node, Step step) {
        return node instanceof SequenceNode sequence
                        && step instanceof Step.Item item
                        && item.index() < sequence.getValue().size()
                ? sequence.getValue().get(item.index())
                : null;
    }
}
