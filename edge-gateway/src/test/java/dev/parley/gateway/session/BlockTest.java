package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.protocol.v1.Block;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ServerFrame;
import org.junit.jupiter.api.Test;

class BlockTest {
  private final Rig rig = Rig.live(0);

  @Test
  void aBlockGoesToTheLogOfItsConversation() {
    block("d:ann:bob", true);

    assertThat(rig.take(Effect.AppendBlock.class))
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.ref()).isEqualTo("b-1");
              assertThat(block.record().getConversationId()).isEqualTo("d:ann:bob");
              assertThat(block.record().getUserId()).isEqualTo("ann");
              assertThat(block.record().getBlock().getOn()).isTrue();
            });
  }

  @Test
  void onlyAMemberBlocks() {
    block("d:bob:cem", true);

    assertThat(rig.take(Effect.AppendBlock.class)).isEmpty();
    assertThat(rig.frames())
        .extracting(frame -> frame.getError().getCode(), frame -> frame.getError().getRef())
        .containsExactly(tuple("not_a_member", "b-1"));
  }

  @Test
  void whatTheLogDidNotTakeIsSaid() {
    block("d:ann:bob", true);
    rig.perform(rig.machine().blockFailed("b-1", rig.now));

    assertThat(rig.frames())
        .extracting(ServerFrame::getError)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getCode()).isEqualTo("unavailable");
              assertThat(error.getRef()).isEqualTo("b-1");
            });
  }

  private void block(String conversation, boolean on) {
    rig.frame(
        ClientFrame.newBuilder()
            .setBlock(Block.newBuilder().setRef("b-1").setConversationId(conversation).setOn(on)));
  }
}
