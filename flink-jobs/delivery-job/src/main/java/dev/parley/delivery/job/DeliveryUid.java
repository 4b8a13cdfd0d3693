package dev.parley.delivery.job;

import dev.parley.flink.OperatorUid;

/** Every operator of this job. */
enum DeliveryUid implements OperatorUid {
  READ_FANOUT("read-fanout"),
  READ_SESSIONS("read-sessions"),
  READ_GATEWAYS("read-gateways"),
  DELIVER("deliver"),
  WRITE_GATEWAY_PUSH("write-gateway-push"),
  WRITE_USER_FEED("write-user-feed"),
  WRITE_DEAD_LETTERS("write-dead-letters");

  private final String uid;

  DeliveryUid(String uid) {
    this.uid = uid;
  }

  @Override
  public String uid() {
    return uid;
  }
}
