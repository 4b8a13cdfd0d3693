package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  @Test
  void theRecipeIsFrozenBecauseHashesAreInSavepoints() {
    // Both computed with sha256sum, over 01 00000000 "hi" and 02 00000003 "a/b" 00ff.
    assertThat(hex(Content.text("hi")))
        .isEqualTo("8097b2e3b8aee0dd7cd88868b83d29724a906148b4d1ece2d00c60c3b435c0f8");
    assertThat(hex(Content.payload(bytes(0x00, 0xff), "a/b")))
        .isEqualTo("49d9010bfee058aa580bbd93ffacb488e12c1f9617055d34a4194a97c4a7b989");
  }

  @Test
  void kindTypeAndBytesAllCount() {
    ByteString hi = ByteString.copyFromUtf8("hi");

    assertThat(ContentHash.of(Content.payload(hi, "")))
        .isNotEqualTo(ContentHash.of(Content.text("hi")))
        .isNotEqualTo(ContentHash.of(Content.payload(hi, "h")))
        .isEqualTo(ContentHash.of(Content.payload(ByteString.copyFromUtf8("hi"), "")));
  }

  @Test
  void theBorderBetweenTypeAndBytesCounts() {
    assertThat(ContentHash.of(Content.payload(ByteString.copyFromUtf8("bc"), "a")))
        .isNotEqualTo(ContentHash.of(Content.payload(ByteString.copyFromUtf8("c"), "ab")));
  }

  private static String hex(Content content) {
    return HexFormat.of().formatHex(ContentHash.of(content).value().toByteArray());
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }
}
