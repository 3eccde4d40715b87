package io.vectrail.runtime.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Resolves placeholders in values while a parser reads, so that errors keep the line they stand on. Keys stay as they are. */
final class InterpolatingParser extends JsonParserDelegate {

    private final UnaryOperator<String> resolve;

    InterpolatingParser(JsonParser parser, UnaryOperator<String> resolve) {
        super(parser);
        this.resolve = resolve;
    }

    @Override
    public String getText() throws IOException {
        return resolved(delegate.getText());
    }

    @Override
    public @Nullable String getValueAsString() throws IOException {
        return getValueAsString(null);
    }

    @Override
    public @Nullable String getValueAsString(@Nullable String fallback) throws IOException {
        return delegate.currentToken() == JsonToken.VALUE_STRING ? getText() : delegate.getValueAsString(fallback);
    }

    @Override
    public boolean hasTextCharacters() {
        return false;
    }

    private String resolved(String text) throws IOException {
        if (delegate.currentToken() != JsonToken.VALUE_STRING) {
            return text;
        }
        if (delegate instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            // The parser does not follow it, and its name would pass for the value.
            throw new JsonParseException(delegate, "an alias is not followed; write the value out");
        }
        return resolve.apply(text);
    }
}
