package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.shipper.Parcel.Receiver;
import io.vectrail.edge.recorder.shipper.PassedOver.Standing;
import io.vectrail.runtime.disk.FolderEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies on the edge's disk instead of in Kafka. What Kafka's position says of it decides; the folder only holds the
 * bytes. The shipper's thread changes it; the list may be read by any.
 */
final class SetAsideFolder {

    /** Each stands in every position that is committed, at four bytes or so; more than this is a fault that somebody must mend first. */
    static final int MOST_ITEMS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(SetAsideFolder.class);
    private static final String DRAFT_SUFFIX = ".new";
    private static final Comparator<SetAsideItem> ORDER = Comparator.comparing(SetAsideItem::epoch)
            .thenComparingLong(SetAsideItem::sequence)
            .thenComparing(SetAsideItem::entry);

    private final Path folder;
    private final long mostBytes;
    private volatile List<SetAsideItem> items = List.of();
    private volatile List<String> unreadable = List.of();

    private SetAsideFolder(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** Makes the folder when it is missing, and lists it; all its files may have {@code mostBytes}. */
    static SetAsideFolder open(Path folder, long mostBytes) throws IOException {
        Files.createDirectories(folder);
        SetAsideFolder opened = new SetAsideFolder(folder, mostBytes);
        opened.list();
        return opened;
    }

    /** In the order of their chains. */
    List<SetAsideItem> items() {
        return items;
    }

    /** Names of files that cannot be read. */
    List<String> unreadable() {
        return unreadable;
    }

    long bytes() {
        return items.stream().mapToLong(SetAsideItem::bytes).sum();
    }

    /** Whether one more of this many bytes has room. */
    boolean hasRoomFor(long bytes) {
        return items.size() < MOST_ITEMS && bytes() + bytes <= mostBytes;
    }

    /** Durable when this returns, name and all. The same thing again takes the place of the former. */
    void keep(SetAsideItem item, SetAsideFile.Records records) throws IOException {
        Path file = folder.resolve(item.fileName());
        Path draft = folder.resolve(item.fileName() + DRAFT_SUFFIX);
        try {
            SetAsideFile.write(draft, item, records);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        FolderEntries.force(folder);
        List<SetAsideItem> next = new ArrayList<>(items);
        next.removeIf(other -> other.fileName().equals(item.fileName()));
        next.add(item.sized(Files.size(file)));
        next.sort(ORDER);
        items = List.copyOf(next);
    }

    boolean has(SetAsideItem item) {
        return items.stream().anyMatch(other -> other.fileName().equals(item.fileName()));
    }

    /** Hands over an item's records. @throws IOException when its file is not whole */
    void read(SetAsideItem item, Receiver receiver) throws IOException {
        SetAsideFile.read(folder.resolve(item.fileName()), receiver);
    }

    void delete(SetAsideItem item) throws IOException {
        Files.deleteIfExists(folder.resolve(item.fileName()));
        items = items.stream()
                .filter(other -> !other.fileName().equals(item.fileName()))
                .toList();
    }

    /** Deletes what was published since it was set aside. */
    void settle(PassedOver committed, String presentEpoch) throws IOException {
        for (SetAsideItem item : items) {
            if (standing(item, committed, presentEpoch) == Standing.PUBLISHED) {
                LOG.info("exchange {} was published; what was set aside of it is deleted", item.exchange());
                delete(item);
            }
        }
    }

    /** An entry has no place in a chain; it stays until a person takes it away. */
    static Standing standing(SetAsideItem item, PassedOver committed, String presentEpoch) {
        return switch (item.kind()) {
            case EXCHANGE -> committed.standing(item.epoch(), item.sequence(), presentEpoch);
            case ENTRY -> Standing.LISTED;
        };
    }

    /** Looks at the folder afresh: a person may have taken something away or brought it back. */
    void list() throws IOException {
        List<SetAsideItem> found = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(DRAFT_SUFFIX) && Files.isRegularFile(file)) {
                Files.deleteIfExists(file);
            } else if (name.endsWith(SetAsideFile.EXCHANGE_SUFFIX) || name.endsWith(SetAsideFile.ENTRY_SUFFIX)) {
                try {
                    found.add(named(name, SetAsideFile.item(file)));
                } catch (IOException e) {
                    LOG.error("{} cannot be read: {}", file, e.getMessage());
                    damaged.add(name);
                }
            }
        }
        found.sort(ORDER);
        items = List.copyOf(found);
        unreadable = List.copyOf(damaged);
    }

    private static SetAsideItem named(String name, SetAsideItem item) throws IOException {
        if (!item.fileName().equals(name)) {
            throw new IOException("its head says that it is " + item.fileName() + "; give it that name");
        }
        return item;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
