package dev.parley.delivery.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.flink.Golden;
import dev.parley.flink.GoldenTest;
import dev.parley.flink.SinkRecord;
import dev.parley.flink.SourceRecord;
import dev.parley.protocol.topic.Topics;
import dev.parley.protocol.v1.CatchUp;
import dev.parley.protocol.v1.FanoutRecord;
import dev.parley.protocol.v1.FeedRecord;
import dev.parley.protocol.v1.GatewayRecord;
import dev.parley.protocol.v1.Message;
import dev.parley.protocol.v1.PushRecord;
import dev.parley.protocol.v1.SessionOpened;
import dev.parley.protocol.v1.SessionRecord;
import dev.parley.protocol.v1.Update;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state that was ever released is one that the present code goes on with. */
class DeliveryGoldenTest extends GoldenTest {
  private static final List<String> USERS = List.of("golden-ann", "golden-bob", "golden-cem");

  @Override
  protected String job() {
    return DeliveryJob.NAME;
  }

  @Override
  protected StreamGraph graph() {
    return DeliveryJobTest.newGraph();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theFeedsGoOnWhereTheyWere(Golden golden) throws Exception {
    for (int parallelism : List.of(1, 3)) {
      List<SourceRecord> input = new ArrayList<>();
      for (String user : USERS) {
        List<Update> feed = golden.feed(user);
        feed.forEach(update -> input.add(repeat(user, update)));
        input.add(next(user, feed));
        input.add(newDevice(user));
      }

      List<SinkRecord> written = deliver(golden, input, parallelism);

      for (String user : USERS) {
        List<Update> feed = golden.feed(user);
        Update after = after(feed);
        assertThat(feedRecords(written, user)).containsExactly(after);
        List<Update> caughtUp = new ArrayList<>(feed);
        caughtUp.add(after);
        assertThat(catchUp(written, user)).isEqualTo(caughtUp);
      }
      // The devices that were connected when the state was saved.
      assertThat(pushes(written))
          .filteredOn(PushRecord::hasLive)
          .hasSize(USERS.size())
          .allSatisfy(push -> assertThat(push.getSessionIdsList()).hasSize(1));
    }
  }

  private static SourceRecord repeat(String user, Update update) {
    FanoutRecord.Builder record = FanoutRecord.newBuilder().setUserId(user);
    switch (update.getEntryCase()) {
      case MESSAGE -> record.setMessage(update.getMessage());
      case RECEIPT -> record.setReceipt(update.getReceipt());
      case CONVERSATION -> record.setConversation(update.getConversation());
      case ENTRY_NOT_SET -> throw new IllegalArgumentException("an empty update");
    }
    return record(Topics.FANOUT, user, record.build().toByteArray());
  }

  private static SourceRecord next(String user, List<Update> feed) {
    return repeat(user, after(feed));
  }

  /** The next message of the user's newest conversation, as the user's feed will number it. */
  private static Update after(List<Update> feed) {
    Message last =
        feed.stream().filter(Update::hasMessage).reduce((a, b) -> b).orElseThrow().getMessage();
    return Update.newBuilder()
        .setPosition(feed.get(feed.size() - 1).getPosition() + 1)
        .setMessage(last.toBuilder().setSeq(last.getSeq() + 1).setText("after"))
        .build();
  }

  private static SourceRecord newDevice(String user) {
    SessionRecord opened =
        SessionRecord.newBuilder()
            .setUserId(user)
            .setDeviceId("tablet")
            .setSessionId("tablet of " + user)
            .setGateway(15)
            .setIncarnation(1)
            .setOpened(SessionOpened.newBuilder().setSince(0))
            .build();
    return record(Topics.SESSIONS, user, opened.toByteArray());
  }

  private static SourceRecord record(Topics topic, String key, byte[] value) {
    return new SourceRecord(
        topic.topicName(), 0, 0, 1_900_000_000_000L, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private static List<SinkRecord> deliver(Golden golden, List<SourceRecord> input, int parallelism)
      throws Exception {
    StreamExecutionEnvironment env = golden.environment(parallelism);
    GatewayRecord another =
        GatewayRecord.newBuilder().setGateway(14).setIncarnation(1).setLeaseMs(10_000).build();
    SingleOutputStreamOperator<SinkRecord> pushes =
        DeliveryJob.deliver(
            env.fromData(input, TypeInformation.of(SourceRecord.class)),
            env.fromData(
                List.of(record(Topics.GATEWAYS, "14", another.toByteArray())),
                TypeInformation.of(SourceRecord.class)));
    return Golden.run(
        pushes.union(
            pushes.getSideOutput(FeedFunction.USER_FEED),
            pushes.getSideOutput(FeedFunction.DEAD_LETTERS)));
  }

  private static List<Update> feedRecords(List<SinkRecord> written, String user)
      throws IOException {
    List<Update> updates = new ArrayList<>();
    for (SinkRecord record : written) {
      if (record.topic() == Topics.USER_FEED) {
        FeedRecord feed = FeedRecord.parseFrom(record.value());
        if (feed.getUserId().equals(user)) {
          updates.add(feed.getUpdate());
        }
      }
    }
    return updates;
  }

  private static List<Update> catchUp(List<SinkRecord> written, String user) throws IOException {
    return pushes(written).stream()
        .filter(push -> push.getSessionIdsList().contains("tablet of " + user))
        .map(PushRecord::getCatchUp)
        .map(CatchUp::getUpdatesList)
        .flatMap(List::stream)
        .toList();
  }

  private static List<PushRecord> pushes(List<SinkRecord> written) throws IOException {
    List<PushRecord> pushes = new ArrayList<>();
    for (SinkRecord record : written) {
      if (record.topic() == Topics.GATEWAY_PUSH) {
        pushes.add(PushRecord.parseFrom(record.value()));
      }
    }
    return pushes;
  }
}
