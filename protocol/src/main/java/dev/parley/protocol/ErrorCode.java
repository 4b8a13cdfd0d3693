package dev.parley.protocol;

import java.util.Arrays;
import java.util.Optional;

/** Why a frame was refused. The wire name is frozen; the remedy is what a client author reads. */
public enum ErrorCode {
  BAD_FRAME("bad_frame", "Send one JSON object or protobuf ClientFrame of exactly one kind."),
  UNKNOWN_KIND("unknown_kind", "Send a kind that docs/protocol.md lists."),
  TOO_LARGE("too_large", "Keep to the limits that welcome gave."),
  INVALID_ARGUMENT("invalid_argument", "Correct the named field."),
  NOT_A_MEMBER("not_a_member", "Use a conversation you are a member of."),
  BLOCKED("blocked", "One of you blocks the other: show it as not sent."),
  CONFLICT("conflict", "Make a new clientMessageId for new content."),
  EXPIRED(
      "expired", "Too late to take it: look in the history, and show it as not sent if missing."),
  RATE_LIMITED("rate_limited", "Wait retryAfterMs, then send again."),
  NOT_READY("not_ready", "Say hello first, and wait for welcome."),
  UNAVAILABLE("unavailable", "Send again after a short wait, with the same clientMessageId."),
  INTERNAL("internal", "Send again; if it persists, tell the operator.");

  private final String wireName;
  private final String remedy;

  ErrorCode(String wireName, String remedy) {
    this.wireName = wireName;
    this.remedy = remedy;
  }

  public String wireName() {
    return wireName;
  }

  public String remedy() {
    return remedy;
  }

  public static Optional<ErrorCode> ofWireName(String name) {
    return Arrays.stream(values()).filter(code -> code.wireName.equals(name)).findFirst();
  }
}
