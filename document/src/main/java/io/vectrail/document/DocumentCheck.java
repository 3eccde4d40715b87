package io.vectrail.document;

import io.vectrail.runtime.config.Problem;
import java.util.List;

/** What came of reading a gateway document. */
public sealed interface DocumentCheck {

    /** It can be taken into force. */
    record Valid(CheckedDocument document) implements DocumentCheck {}

    /**
     * It cannot.
     *
     * @param problems all that is wrong, in the order of its lines; at least one, and at most 51, of which the last says that there
     *     are more. Of a text that has not the form of a document only the first is known
     */
    record Refused(List<Problem> problems) implements DocumentCheck {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
