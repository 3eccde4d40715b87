package io.vectrail.document;

import java.util.List;

/** Where a credential's value is kept. Thread-safe; asked for each call, so it answers from memory. */
sealed interface CredentialSource {

    /** The value to show now. */
    Credential current();

    /** The present value and what it was before: an upstream that quotes may quote any of them. */
    List<Credential> known();

    /** One that stays what it was when the document was read: from the environment, sealed, or written out. */
    record Constant(Credential current) implements CredentialSource {

        @Override
        public List<Credential> known() {
            return List.of(current);
        }
    }

    /** One that only an edge has: the document was checked, and is not in force here. */
    enum Elsewhere implements CredentialSource {
        INSTANCE;

        @Override
        public Credential current() {
            throw new IllegalStateException("the edges alone have this credential");
        }

        @Override
        public List<Credential> known() {
            return List.of();
        }
    }

    /** One that follows a file. */
    record Following(CredentialFile file) implements CredentialSource {

        @Override
        public Credential current() {
            return file.current();
        }

        @Override
        public List<Credential> known() {
            return file.known();
        }
    }
}
