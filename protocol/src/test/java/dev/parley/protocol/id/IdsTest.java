package dev.parley.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");

  @Test
  void bothMembersNameTheSameDirectConversation() {
    assertThat(ConversationId.direct(ANN, BOB)).isEqualTo(ConversationId.direct(BOB, ANN));
    assertThat(ConversationId.direct(BOB, ANN).value()).isEqualTo("d:ann:bob");
    assertThat(ConversationId.parse("d:ann:bob").members()).containsExactly(ANN, BOB);
    assertThat(ConversationId.parse("d:ann:bob").peerOf(ANN)).isEqualTo(BOB);
  }

  @Test
  void orderIsByBytesSoThatUpperCaseComesFirst() {
    assertThat(ConversationId.direct(new UserId("ann"), new UserId("Zoe")).value())
        .isEqualTo("d:Zoe:ann");
  }

  @Test
  void onlyMembersAreMembers() {
    ConversationId conversation = ConversationId.direct(ANN, BOB);
    assertThat(conversation.hasMember(BOB)).isTrue();
    assertThat(conversation.hasMember(new UserId("an"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"d:bob:ann", "d:ann:ann", "d:ann", "d:ann:bob:c", "x:ann:bob", "", "d::b"})
  void aMalformedConversationIdIsRefused(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> ConversationId.parse(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "é", "a\n", "a/b"})
  void aUserIdOutsideTheAlphabetIsRefused(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserId(id))
        .withMessageStartingWith("userId: ")
        .withMessageEndingWith("(expected: 1 to 64 of A-Z a-z 0-9 . _ -)");
  }

  @Test
  void lengthIsBoundedAndTheMessageIsToo() {
    assertThat(new DeviceId("x".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeviceId("x".repeat(100_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void aClientMessageIdIsAUuidInEitherCase() {
    String upper = "0F8FAD5B-D9CB-469F-A165-70867728950E";
    assertThat(new ClientMessageId(upper).canonical())
        .isEqualTo("0f8fad5b-d9cb-469f-a165-70867728950e");
    assertThatIllegalArgumentException().isThrownBy(() -> new ClientMessageId("42"));
  }
}
