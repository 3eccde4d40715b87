package io.vectrail.streams.engine;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One bound for the native memory of all stores of this process: blocks, their indexes and filters, and write buffers
 * share one cache. Kafka's default is a cache of 50 MiB and write buffers of 48 MiB for each partition of each store.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long CACHE_BYTES = 24L << 20;
    private static final long WRITE_BUFFER_BYTES = 8L << 20;
    private static final long ONE_WRITE_BUFFER_BYTES = 2L << 20;
    private static final long BLOCK_BYTES = 4096;
    private static final double INDEX_SHARE = 0.2;

    /** Loaded with the first store, so that a program that only reads its configuration loads no native code. */
    private static final class Shared {
        static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false, INDEX_SHARE);
        static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setBlockSize(BLOCK_BYTES);
        options.setWriteBufferManager(Shared.WRITE_BUFFERS);
        options.setWriteBufferSize(ONE_WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
        options.setTableFormatConfig(table);
    }

    /** The shared cache outlives each store: it goes with the process. */
    @Override
    public void close(String storeName, Options options) {}
}
