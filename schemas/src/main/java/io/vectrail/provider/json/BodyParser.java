package io.vectrail.provider.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;

/** Jackson's parser of UTF-8, which can be told that somebody else has read on in the same bytes. */
final class BodyParser extends UTF8StreamJsonParser {

    private BodyParser(IOContext context, int features, ByteQuadsCanonicalizer names, byte[] body, int start, int end) {
        super(context, features, null, null, names, body, start, end, 0, false);
    }

    /**
     * Goes on from a byte farther on in the array or object that it is in.
     *
     * @param position behind the string that it stands at, or of a token where only white space and whole values with their commas
     *     were passed over
     */
    void goOnFrom(int position) {
        _inputPtr = position;
        _tokenIncomplete = false;
    }

    /** Makes them. */
    static final class Factory extends JsonFactory {

        Factory(JsonFactoryBuilder settings) {
            super(settings);
        }

        @Override
        protected BodyParser _createParser(byte[] body, int offset, int length, IOContext context) {
            return new BodyParser(
                    context,
                    _parserFeatures,
                    _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
                    body,
                    offset,
                    offset + length);
        }
    }
}
