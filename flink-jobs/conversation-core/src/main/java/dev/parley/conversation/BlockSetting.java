package dev.parley.conversation;

/**
 * Whether a member blocks the other.
 *
 * @param version grows with each change: so whoever hears of one twice or late can tell; 0 = never
 *     set
 */
public record BlockSetting(boolean on, long version) {
  public static final BlockSetting NEVER = new BlockSetting(false, 0);

  BlockSetting changedTo(boolean next) {
    return new BlockSetting(next, version + 1);
  }
}
