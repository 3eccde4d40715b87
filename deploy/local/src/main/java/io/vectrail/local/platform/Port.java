package io.vectrail.local.platform;

/** The ports of the loopback address that the platform listens on, with the settings that move them. */
public enum Port {
    EDGE("VECTRAIL_EDGE_PORT", 8080, "the edge's data plane"),
    EDGE_ADMIN("VECTRAIL_EDGE_ADMIN_PORT", 9080, "the edge's admin endpoints"),
    STREAMS_ADMIN("VECTRAIL_STREAMS_ADMIN_PORT", 9081, "the streams processor's admin endpoints"),
    REPLAY("VECTRAIL_REPLAY_PORT", 8090, "the replay service"),
    KAFKA("VECTRAIL_KAFKA_PORT", 9092, "Kafka"),
    REGISTRY("VECTRAIL_REGISTRY_PORT", 8081, "the schema registry"),
    CLICKHOUSE("VECTRAIL_CLICKHOUSE_PORT", 8123, "ClickHouse"),
    UPSTREAM("VECTRAIL_UPSTREAM_PORT", 8099, "the demo upstream");

    private final String setting;
    private final int standard;
    private final String owner;

    Port(String setting, int standard, String owner) {
        this.setting = setting;
        this.standard = standard;
        this.owner = owner;
    }

    public String setting() {
        return setting;
    }

    int standard() {
        return standard;
    }

    String owner() {
        return owner;
    }
}
