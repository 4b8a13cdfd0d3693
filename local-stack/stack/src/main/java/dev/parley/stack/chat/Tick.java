package dev.parley.stack.chat;

/** How far an own message got. */
enum Tick {
  PENDING("◷", "on its way"),
  SENT("✓", "sent"),
  DELIVERED("✓✓", "delivered"),
  READ("✓✓", "read"),
  REFUSED("✗", "not sent");

  private final String sign;
  private final String word;

  Tick(String sign, String word) {
    this.sign = sign;
    this.word = word;
  }

  String sign() {
    return sign;
  }

  String word() {
    return word;
  }
}
