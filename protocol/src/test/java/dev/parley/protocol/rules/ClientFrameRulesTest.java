package dev.parley.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.codec.FrameException;
import dev.parley.protocol.id.UserId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFrameRulesTest {
  private static final UserId ANN = new UserId("ann");
  private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'hello':{'deviceId':'a b'}} | invalid_argument | deviceId",
        "{'send':{'clientMessageId':'ID','localSeq':1,'text':'x'}} | invalid_argument | to",
        "{'send':{'to':'ann','clientMessageId':'ID','localSeq':1,'text':'x'}} | invalid_argument | to",
        "{'send':{'to':'bob','clientMessageId':'7','localSeq':1,'text':'x'}} | invalid_argument | clientMessageId",
        "{'send':{'to':'bob','clientMessageId':'ID','text':'x'}} | invalid_argument | localSeq",
        "{'send':{'to':'bob','clientMessageId':'ID','localSeq':1}} | invalid_argument | text",
        "{'send':{'to':'bob','clientMessageId':'ID','localSeq':1,'text':''}} | invalid_argument | text",
        "{'send':{'conversationId':'d:bob:eve','clientMessageId':'ID','localSeq':1,'text':'x'}} | not_a_member | conversationId",
        "{'receipt':{'conversationId':'d:bob:eve','read':1}} | not_a_member | conversationId",
        "{'receipt':{'conversationId':'nonsense','read':1}} | invalid_argument | conversationId",
        "{'receipt':{'conversationId':'d:ann:bob'}} | invalid_argument | delivered",
        "{'typing':{'conversationId':'d:bob:eve','on':true}} | not_a_member | conversationId",
        "{'presence':{'state':'asleep'}} | invalid_argument | state",
        "{'presence':{'visibility':{'online':'friends','lastSeen':'nobody'}}} | invalid_argument | visibility.online",
        "{'presence':{'visibility':{'online':'nobody'}}} | invalid_argument | visibility.lastSeen",
        "{'presence':{'subscribe':['a b']}} | invalid_argument | userId",
        "{'history':{'conversationId':'d:bob:eve','limit':1}} | not_a_member | conversationId",
        "{'history':{'conversationId':'d:ann:bob','limit':201}} | invalid_argument | limit",
        "{'history':{'conversationId':'d:ann:bob'}} | invalid_argument | limit",
        "{'history':{'conversationId':'d:ann:bob','limit':1,'before':0}} | invalid_argument | before",
        "{'conversations':{'limit':0}} | invalid_argument | limit"
      })
  void aFrameThatBreaksARuleIsRefusedByName(String json, String code, String field) {
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> check(json))
        .satisfies(e -> assertThat(e.code().wireName()).isEqualTo(code))
        .satisfies(e -> assertThat(e.getMessage()).startsWith(field + ":"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'hello':{'deviceId':'phone'}}",
        "{'send':{'to':'bob','clientMessageId':'ID','localSeq':1,'text':'x'}}",
        "{'send':{'conversationId':'d:ann:bob','clientMessageId':'ID','localSeq':1,'payload':'AA=='}}",
        "{'receipt':{'conversationId':'d:ann:bob','delivered':0}}",
        "{'presence':{'subscribe':['bob'],'state':'away'}}",
        "{'presence':{'visibility':{'online':'contacts','lastSeen':'nobody'}}}",
        "{'history':{'conversationId':'d:ann:bob','limit':200,'before':1}}",
        "{'conversations':{'limit':1}}",
        "{'ping':{'ref':'1'}}"
      })
  void aGoodFramePasses(String json) {
    assertThatCode(() -> check(json)).doesNotThrowAnyException();
  }

  @Test
  void aTextIsMeasuredInBytes() {
    String umlauts = "ä".repeat(8 * 1024);
    assertThatCode(() -> check(sendOf(umlauts))).doesNotThrowAnyException();
    assertThatExceptionOfType(FrameException.class)
        .isThrownBy(() -> check(sendOf(umlauts + "!")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  private static String sendOf(String text) {
    return "{'send':{'to':'bob','clientMessageId':'ID','localSeq':1,'text':'" + text + "'}}";
  }

  private static void check(String json) throws FrameException {
    byte[] bytes =
        json.replace("'ID'", "'" + ID + "'").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ClientFrameRules.check(FrameCodec.JSON.decodeClient(bytes), ANN);
  }
}
