package io.vectrail.policy.rule;

import io.vectrail.runtime.digest.Sha256;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what is written from all that is written otherwise: each value with its length, so that no two run into each other. */
final class Fingerprint {

    private final StringBuilder text = new StringBuilder();

    private Fingerprint() {}

    /** SHA-256, lower-case hex. What is not there does not count, so that a key that is new to this version changes nothing. */
    static String of(Record written) {
        Fingerprint whole = new Fingerprint();
        whole.add(written);
        return Sha256.hex(whole.text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> text.append('-');
            case Record part -> {
                text.append('{');
                for (RecordComponent component : part.getClass().getRecordComponents()) {
                    Object inside = value(component, part);
                    if (inside != null) {
                        add(component.getName());
                        add(inside);
                    }
                }
                text.append('}');
            }
            case Iterable<?> list -> {
                text.append('[');
                list.forEach(this::add);
                text.append(']');
            }
            case Map<?, ?> map -> {
                text.append('<');
                map.forEach((key, inside) -> {
                    add(key);
                    add(inside);
                });
                text.append('>');
            }
            default -> {
                String plain = String.valueOf(value);
                text.append(plain.length()).append(':').append(plain);
            }
        }
    }

    private static @Nullable Object value(RecordComponent component, Record part) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's component cannot be read", e);
        }
    }
}
