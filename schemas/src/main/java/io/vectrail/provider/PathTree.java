package io.vectrail.provider;

import com.fasterxml.jackson.core.JsonToken;
import io.vectrail.provider.json.JsonPath;
import io.vectrail.provider.json.JsonPath.Segment;
import io.vectrail.provider.json.MalformedBodyException;
import io.vectrail.provider.json.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Paths into a body as the shape of the body, so that each value that they lead to says which bytes it is. A path may go on
 * where another one ends: {@code $.input} and {@code $.input[*]} are a string or an array of them.
 *
 * @param <T> what the values are read into
 */
final class PathTree<T> {

    /** How an object is read, of which some members matter. */
    interface Objects<T> {
        Shape<T> of(String where, Map<String, Shape<T>> members);
    }

    private final Map<String, PathTree<T>> members = new LinkedHashMap<>();
    private @Nullable PathTree<T> elements;
    private @Nullable Shape<T> value;

    /**
     * What stands where a path leads.
     *
     * @throws IllegalArgumentException when another path leads there, too
     */
    void put(JsonPath path, Shape<T> shape) {
        PathTree<T> at = this;
        for (Segment segment : path.segments()) {
            at = at.to(segment);
        }
        if (at.value != null) {
            throw new IllegalArgumentException("JSONPath " + path.text() + " leads where another one leads, too");
        }
        at.value = shape;
    }

    private PathTree<T> to(Segment segment) {
        return switch (segment) {
            case Segment.Name(String name) -> members.computeIfAbsent(name, _ -> new PathTree<>());
            case Segment.Each() -> {
                if (elements == null) {
                    elements = new PathTree<>();
                }
                yield elements;
            }
        };
    }

    /**
     * The shape of the whole.
     *
     * @param where how errors call the value
     */
    Shape<T> shape(String where, Objects<T> objects) {
        Shape<T> object = members.isEmpty() ? value : object(where, objects);
        Shape<T> array = elements == null ? value : Shape.each("", elements.shape("an element of " + where, objects));
        Shape<T> other = value;
        return (json, into) -> {
            Shape<T> found = json.at(JsonToken.START_OBJECT) ? object : json.at(JsonToken.START_ARRAY) ? array : other;
            if (found == null) {
                throw new MalformedBodyException(where + " is not what this route takes");
            }
            found.read(json, into);
        };
    }

    private Shape<T> object(String where, Objects<T> objects) {
        Map<String, Shape<T>> shapes = new LinkedHashMap<>();
        members.forEach((name, member) -> shapes.put(name, member.shape("\"" + name + "\"", objects)));
        return objects.of(where, shapes);
    }
}
