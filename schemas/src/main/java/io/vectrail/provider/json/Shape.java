package io.vectrail.provider.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands at one place of a body. It is given a cursor at the value's first token, and leaves it at its last.
 *
 * @param <T> what the values are read into
 */
@FunctionalInterface
public interface Shape<T> {

    void read(JsonCursor json, T into) throws IOException, MalformedBodyException;

    /** An object; see {@link Fields}. */
    static <T> Fields<T> object(String what) {
        return new Fields<>(what);
    }

    /** An array whose elements are all of one shape. */
    static <T> Shape<T> each(String otherwise, Shape<? super T> element) {
        return (json, into) -> {
            if (!json.at(JsonToken.START_ARRAY)) {
                throw new MalformedBodyException(otherwise);
            }
            while (json.next() != JsonToken.END_ARRAY) {
                element.read(json, into);
            }
        };
    }

    /** One shape where the value begins with this token, another wherever it does not. */
    static <T> Shape<T> either(JsonToken token, Shape<T> one, Shape<T> other) {
        return (json, into) -> (json.at(token) ? one : other).read(json, into);
    }

    /** Passed over, unless it holds vectors: it holds no string that anybody reads. */
    static <T> Shape<T> skipped() {
        return (json, into) -> json.skip();
    }

    /** An object's fields by name, and what is done with all others. Made once and not changed any more. */
    final class Fields<T> implements Shape<T> {

        private final String otherwise;
        private final Map<String, Shape<? super T>> byName = new LinkedHashMap<>();
        private final Map<String, String> twins = new HashMap<>();
        private Shape<? super T> others = Fields::passOver;

        private Fields(String otherwise) {
            this.otherwise = otherwise;
        }

        public Fields<T> field(String name, Shape<? super T> shape) {
            byName.put(name, shape);
            return this;
        }

        /** A field that a parser takes under two names. Both in one object are malformed: it would heed the last. */
        public Fields<T> field(List<String> names, Shape<? super T> shape) {
            for (String name : names) {
                field(name, shape);
                names.stream().filter(other -> !other.equals(name)).forEach(other -> twins.put(name, other));
            }
            return this;
        }

        /** What is done with fields that were not named; it is given a cursor at the field's name. Without it they are passed over. */
        public Fields<T> others(Shape<? super T> shape) {
            others = shape;
            return this;
        }

        /** The same, of a body that is handed on to a parser that may take a name in other letters for the same. */
        public Fields<T> strangers(Shape<? super T> shape) {
            return others((json, into) -> {
                json.unlike(byName.keySet());
                shape.read(json, into);
            });
        }

        private static void passOver(JsonCursor json, Object into) throws IOException, MalformedBodyException {
            json.next();
            json.skip();
        }

        @Override
        public void read(JsonCursor json, T into) throws IOException, MalformedBodyException {
            if (!json.at(JsonToken.START_OBJECT)) {
                throw new MalformedBodyException(otherwise);
            }
            Set<String> taken = twins.isEmpty() ? Set.of() : new HashSet<>();
            int outside = json.enter();
            while (json.next() != JsonToken.END_OBJECT) {
                Shape<? super T> known = byName.get(json.name());
                once(json.name(), taken);
                if (known == null) {
                    others.read(json, into);
                } else {
                    json.next();
                    known.read(json, into);
                }
            }
            json.leave(outside);
        }

        private void once(String name, Set<String> taken) throws MalformedBodyException {
            String twin = twins.get(name);
            if (twin != null) {
                taken.add(name);
                if (taken.contains(twin)) {
                    throw MalformedBodyException.twice(name, twin);
                }
            }
        }
    }
}
