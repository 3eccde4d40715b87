package io.vectrail.local.testkit.fault;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;

/** A folder's entries, as paths of the faulty file system. */
record WrappedDirectory(DirectoryStream<Path> entries, FaultyFileSystem system) implements DirectoryStream<Path> {

    @Override
    public Iterator<Path> iterator() {
        Iterator<Path> real = entries.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return real.hasNext();
            }

            @Override
            public Path next() {
                return system.wrapped(real.next());
            }
        };
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
