package dev.parley.system.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.raw.RawConnection;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.Error;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.RawDevice;
import dev.parley.system.fixture.Rules;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refused frame gets its code, and the session goes on. */
@OnStack
class ErrorCodesTest {
  private final Parley parley;
  private final String ann;
  private final String bob;

  ErrorCodesTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | bad_frame",
        "{'ping':{'ref':'1'},'typing':{}} | bad_frame",
        "{'ping':{'ref':'1','ref':'2'}} | bad_frame",
        "{'hello':{'since':-1}} | bad_frame",
        "{'dance':{}} | unknown_kind",
        "{'send':{'to':'BOB','clientMessageId':'42','localSeq':1,'text':'x'}} | invalid_argument",
        "{'send':{'to':'BOB','clientMessageId':'ID','localSeq':0,'text':'x'}} | invalid_argument",
        "{'send':{'to':'b o b','clientMessageId':'ID','localSeq':1,'text':'x'}} | invalid_argument",
        "{'send':{'conversationId':'d:x:y','clientMessageId':'ID','localSeq':1,'text':'x'}} | not_a_member",
        "{'receipt':{'conversationId':'d:x:y','read':1}} | not_a_member",
        "{'history':{'ref':'r','conversationId':'d:x:y','limit':10}} | not_a_member",
        "{'history':{'ref':'r','conversationId':'d:x:y','limit':0}} | not_a_member",
        "{'conversations':{'ref':'r','limit':500}} | invalid_argument",
        "{'typing':{'conversationId':'d:x:y','on':true}} | not_a_member"
      })
  @Rules({"P-2", "P-4", "P-17", "P-18"})
  void aBadFrameGetsItsCodeAndTheSessionGoesOn(String frame, String code) {
    try (RawDevice annsPhone = parley.device(ann, "phone", 0)) {
      annsPhone
          .connection()
          .sendText(
              frame
                  .replace("BOB", bob)
                  .replace("'ID'", "'" + UUID.randomUUID() + "'")
                  .replace('\'', '"'));
      Error error = annsPhone.awaitError(e -> true);
      assertThat(error.getCode()).isEqualTo(code);
      assertThat(error.getMessage()).contains("(expected: ").doesNotContain("Exception");
      assertThat(error.getRemedy()).isNotEmpty();
      annsPhone.awaitMessage(annsPhone.say(bob, "still here"));
    }
  }

  @Test
  @Rules("P-4")
  void aTextOver16KiBIsTooLargeAndOneOfExactlyThatPasses() {
    try (RawDevice annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1, FrameCodec.PROTO, 0)) {
      Outgoing tooLarge = annsPhone.say(bob, "x".repeat(16 * 1024 + 1));
      Error error = annsPhone.awaitError(e -> e.getClientMessageId().equals(tooLarge.id()));
      assertThat(error.getCode()).isEqualTo(ErrorCode.TOO_LARGE.wireName());
      Outgoing largest = annsPhone.say(bob, "x".repeat(16 * 1024));
      assertThat(bobsPhone.awaitMessage(largest).getText()).isEqualTo(largest.text());
      assertThat(bobsPhone.messages()).hasSize(1);
    }
  }

  @Test
  @Rules("P-18")
  void aFloodIsRateLimitedAndToldWhenToGoOn() {
    try (RawDevice annsPhone = parley.device(ann, "phone", 0)) {
      RawConnection connection = annsPhone.connection();
      for (int i = 0; i < FLOOD; i++) {
        connection.sendText("{\"ping\":{\"ref\":\"" + i + "\"}}");
      }
      Error error =
          annsPhone.awaitError(e -> e.getCode().equals(ErrorCode.RATE_LIMITED.wireName()));
      assertThat(error.getRetryAfterMs()).isPositive();
    }
  }

  private static final int FLOOD = 5_000;
}
