package dev.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.Refusal;
import dev.parley.protocol.v1.Update;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every store of feeds must do. */
public abstract class FeedStoreContract {
  private static final Session PHONE =
      Session.of("s-1", new DeviceId("phone"), new GatewayAddress(0, 7));
  private static final Session LAPTOP =
      Session.of("s-2", new DeviceId("laptop"), new GatewayAddress(1, 9));

  /** Runs the test against the state of one user, empty before. */
  protected abstract void withStore(Consumer<FeedStore> test) throws Exception;

  @Test
  void isEmptyBeforeAnythingIsWritten() throws Exception {
    withStore(
        store -> {
          assertThat(store.position()).isZero();
          assertThat(store.lastSeq("d:ann:bob")).isZero();
          assertThat(store.cursors("d:ann:bob", "ann")).isEqualTo(Cursors.NONE);
          assertThat(store.settingVersion("d:ann:bob")).isZero();
          assertThat(store.tail(1)).isEmpty();
          assertThat(store.sessions()).isEmpty();
          assertThat(store.refusals()).isEqualTo(Refusals.NONE);
        });
  }

  @Test
  void keepsPositionAndSeqPerConversation() throws Exception {
    withStore(
        store -> {
          store.setPosition(3);
          store.setLastSeq("d:ann:bob", 2);
          store.setLastSeq("d:ann:cid", 1);
          assertThat(store.position()).isEqualTo(3);
          assertThat(store.lastSeq("d:ann:bob")).isEqualTo(2);
          assertThat(store.lastSeq("d:ann:cid")).isEqualTo(1);
        });
  }

  @Test
  void keepsCursorsPerMember() throws Exception {
    withStore(
        store -> {
          store.setCursors("d:ann:bob", "ann", new Cursors(5, 3));
          store.setCursors("d:ann:bob", "bob", new Cursors(4, 4));
          assertThat(store.cursors("d:ann:bob", "ann")).isEqualTo(new Cursors(5, 3));
          assertThat(store.cursors("d:ann:bob", "bob")).isEqualTo(new Cursors(4, 4));
          assertThat(store.cursors("d:ann:cid", "ann")).isEqualTo(Cursors.NONE);
        });
  }

  @Test
  void keepsTheVersionOfASettingPerConversation() throws Exception {
    withStore(
        store -> {
          store.setSettingVersion("d:ann:bob", 2);
          assertThat(store.settingVersion("d:ann:bob")).isEqualTo(2);
          assertThat(store.settingVersion("d:ann:cid")).isZero();
        });
  }

  @Test
  void keepsTheTailByPosition() throws Exception {
    Update update =
        Update.newBuilder().setPosition(9).setMessage(Message.newBuilder().setText("hi")).build();
    withStore(
        store -> {
          store.putTail(update);
          assertThat(store.tail(9)).contains(update);
          store.removeTail(9);
          assertThat(store.tail(9)).isEmpty();
        });
  }

  @Test
  void replacesAndRemovesSessionsById() throws Exception {
    withStore(
        store -> {
          store.putSession(PHONE);
          store.putSession(LAPTOP);
          store.putSession(PHONE.held(12).heardFirst(7_000));
          assertThat(store.sessions())
              .containsExactlyInAnyOrder(PHONE.held(12).heardFirst(7_000), LAPTOP);
          store.removeSession("s-1");
          assertThat(store.sessions()).containsExactly(LAPTOP);
          store.removeSession("s-2");
          store.removeSession("s-3");
          assertThat(store.sessions()).isEmpty();
        });
  }

  @Test
  void keepsRefusalsInOrder() throws Exception {
    Refusals refusals = Refusals.NONE.with(refusal("m-1"), 1_000).with(refusal("m-2"), 2_000);
    withStore(
        store -> {
          store.setRefusals(refusals);
          assertThat(store.refusals()).isEqualTo(refusals);
          store.setRefusals(Refusals.NONE);
          assertThat(store.refusals()).isEqualTo(Refusals.NONE);
        });
  }

  private static Refusal refusal(String clientMessageId) {
    return Refusal.newBuilder()
        .setDeviceId("phone")
        .setConversationId("d:ann:bob")
        .setClientMessageId(clientMessageId)
        .setCode("conflict")
        .build();
  }
}
