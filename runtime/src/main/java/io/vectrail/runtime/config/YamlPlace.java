package io.vectrail.runtime.config;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where a value begins in a YAML text: a record is refused at its end, and people look for its beginning. */
final class YamlPlace {

    private YamlPlace() {}

    /** The line, from 1, of what this path leads to, or of the last part of it that is there. */
    static int line(String text, List<Reference> path, LoaderOptions options) {
        Node node = new Yaml(options).compose(new StringReader(text));
        int line = node == null ? 1 : line(node);
        for (Reference step : path) {
            Node key = node instanceof MappingNode mapping ? key(mapping, step.getFieldName()) : null;
            node = node == null ? null : child(node, step);
            line = key != null ? line(key) : node != null ? line(node) : line;
        }
        return line;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static @Nullable Node key(MappingNode mapping, @Nullable String name) {
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
                return key;
            }
        }
        return null;
    }

    private static @Nullable Node child(Node node, Reference step) {
        return switch (node) {
            case MappingNode mapping -> value(mapping, step.getFieldName());
            case SequenceNode sequence
            when step.getIndex() >= 0 && step.getIndex() < sequence.getValue().size() ->
                sequence.getValue().get(step.getIndex());
            default -> null;
        };
    }

    private static @Nullable Node value(MappingNode mapping, @Nullable String key) {
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return entry.getValueNode();
            }
        }
        return null;
    }
}
