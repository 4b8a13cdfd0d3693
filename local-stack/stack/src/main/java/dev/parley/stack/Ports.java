package dev.parley.stack;

/** Where each component listens, on loopback. A stack beside another one has another offset. */
public record Ports(int offset) {
  private static final int HIGHEST_BASE_PORT = 16_020;

  public Ports {
    if (offset < 0 || offset > 65_535 - HIGHEST_BASE_PORT) {
      throw new StackException(
          "port-offset: %d (expected: 0 to %d)".formatted(offset, 65_535 - HIGHEST_BASE_PORT));
    }
  }

  public int kafka() {
    return 9092 + offset;
  }

  public int kafkaController() {
    return 9093 + offset;
  }

  public int redis() {
    return 6379 + offset;
  }

  public int zookeeper() {
    return 2181 + offset;
  }

  public int hbaseMaster() {
    return 16_000 + offset;
  }

  public int hbaseRegionServer() {
    return 16_020 + offset;
  }

  public int flinkRest() {
    return 8081 + offset;
  }

  public int flinkRpc() {
    return 6123 + offset;
  }

  public int jobManagerMetrics() {
    return 9249 + offset;
  }

  public int taskManagerMetrics() {
    return 9250 + offset;
  }

  public int gateway(int slot) {
    return 8080 + 10 * slot + offset;
  }

  public int gatewayAdmin(int slot) {
    return 8082 + 10 * slot + offset;
  }
}
