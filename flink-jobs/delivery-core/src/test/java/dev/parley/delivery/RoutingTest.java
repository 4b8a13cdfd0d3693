package dev.parley.delivery;

import static dev.parley.delivery.FeedContext.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.delivery.FeedEvent.SessionDropped;
import dev.parley.protocol.v1.PushRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final Session PHONE = session("s-phone", "phone", 0, 100);
  private static final Session LAPTOP = session("s-laptop", "laptop", 0, 100);
  private static final Session TABLET = session("s-tablet", "tablet", 1, 200);

  private final FeedContext feed = new FeedContext().gateway(0, 100).gateway(1, 200);

  @Test
  void pushesOneRecordPerGatewayForAllItsSessions() {
    feed.open(PHONE, 0).open(LAPTOP, 0).open(TABLET, 0).message(1);
    assertThat(feed.pushed()).hasSize(2);
    assertThat(feed.pushedTo(PHONE)).isEqualTo(feed.pushedTo(LAPTOP));
    assertThat(feed.pushedTo(PHONE).get(0).getIncarnation()).isEqualTo(100);
    assertThat(feed.pushedTo(TABLET).get(0).getSessionIdsList()).containsExactly("s-tablet");
  }

  @Test
  void pushesNothingToAClosedSession() {
    feed.open(PHONE, 0).close(PHONE);
    assertThat(feed.dropped()).containsExactly("s-phone CLOSED");
    assertThat(feed.message(1).pushed()).isEmpty();
    assertThat(feed.close(PHONE).events()).isEmpty();
  }

  @Test
  void replacesTheOlderSessionOfADevice() {
    Session again = session("s-phone-2", "phone", 1, 200);
    feed.open(PHONE, 0).open(again, 0);
    assertThat(feed.pushedTo(PHONE)).extracting(PushRecord::hasReplaced).containsExactly(true);
    assertThat(feed.dropped()).containsExactly("s-phone REPLACED");
    assertThat(feed.message(1).pushedTo(PHONE)).isEmpty();
    assertThat(feed.message(2).pushedTo(again)).hasSize(1);
    // The old one's close comes late and must not close the new one.
    assertThat(feed.close(PHONE).message(3).pushedTo(again)).hasSize(1);
  }

  @Test
  void doesNotLetAReplacedSessionPushOutTheNewerOneByAskingForItsFeed() {
    Session again = session("s-phone-2", "phone", 1, 200);
    feed.open(PHONE, 0).open(again, 0).want(PHONE, 0);
    assertThat(feed.pushedTo(PHONE)).extracting(PushRecord::hasReplaced).containsExactly(true);
    assertThat(feed.message(1).pushedTo(PHONE)).isEmpty();
    assertThat(feed.message(2).pushedTo(again)).hasSize(1);
  }

  @Test
  void leavesNoSessionWhenOpenedAndReplacedAndClosedAreReadAgainAfterACrash() {
    Session again = session("s-phone-2", "phone", 1, 200);
    InMemoryFeedStore checkpoint = feed.checkpoint();
    for (int run = 0; run < 2; run++) {
      feed.restore(checkpoint).open(PHONE, 0).open(again, 0).close(again).close(PHONE);
      assertThat(feed.store().sessions()).isEmpty();
    }
  }

  @Test
  void aSessionThatEndsTellsWhenItWasFirstHeardOf() {
    feed.pass(Duration.ofSeconds(5)).open(PHONE, 0);
    long opened = feed.time();
    feed.pass(Duration.ofMinutes(3)).want(PHONE, 0).message(1).close(PHONE);
    assertThat(feed.events())
        .singleElement(type(SessionDropped.class))
        .returns(opened, dropped -> dropped.session().firstHeard())
        .returns(opened + Duration.ofMinutes(3).toMillis(), SessionDropped::time);
  }

  @Test
  void dropsTheSessionsOfAnEarlierStartOfAGateway() {
    feed.open(PHONE, 0).open(TABLET, 0).gateway(0, 101).message(1);
    assertThat(feed.dropped()).containsExactly("s-phone GATEWAY_DEAD");
    assertThat(feed.pushed()).hasSize(1);
    assertThat(feed.store().sessions()).extracting(Session::id).containsExactly("s-tablet");
  }

  @Test
  void dropsTheSessionsOfAGatewayThatLeaves() {
    feed.open(PHONE, 0).gatewayLeaves(0, 100).message(1);
    assertThat(feed.dropped()).containsExactly("s-phone GATEWAY_DEAD");
    assertThat(feed.pushed()).isEmpty();
  }

  @Test
  void answersNothingThatAGoneGatewayWrote() {
    feed.gateway(0, 101).open(PHONE, 0);
    assertThat(feed.pushed()).isEmpty();
    assertThat(feed.store().sessions()).isEmpty();
    assertThat(feed.want(PHONE, 0).pushed()).isEmpty();
    assertThat(feed.dropped()).containsExactly("s-phone GATEWAY_DEAD");
  }

  @Test
  void answersASessionWhoseGatewayWasNotHeardOfYet() {
    Session early = session("s-early", "phone", 0, 150);
    Session unknownSlot = session("s-other", "laptop", 5, 3);
    assertThat(feed.open(early, 0).pushedTo(early)).hasSize(1);
    assertThat(feed.open(unknownSlot, 0).pushedTo(unknownSlot)).hasSize(1);
    assertThat(feed.message(1).pushed()).hasSize(2);
    assertThat(feed.gateway(0, 150).message(2).pushedTo(early)).hasSize(1);
  }

  @Test
  void tellsARefusalToItsDeviceOnly() {
    feed.open(PHONE, 0).open(LAPTOP, 0).refuse("phone", "m-1");
    assertThat(feed.pushedTo(PHONE))
        .extracting(PushRecord::getRefusal)
        .containsExactly(FeedContext.refusal("phone", "m-1"));
    assertThat(feed.pushedTo(LAPTOP)).isEmpty();
  }

  @Test
  void tellsARefusalToADeviceThatWasAwayWhenItComesBack() {
    feed.refuse("phone", "m-1").refuse("laptop", "m-2").open(PHONE, 0);
    assertThat(feed.pushedTo(PHONE))
        .filteredOn(PushRecord::hasRefusal)
        .extracting(PushRecord::getRefusal)
        .containsExactly(FeedContext.refusal("phone", "m-1"));
    assertThat(feed.want(PHONE, 0).pushedTo(PHONE)).noneMatch(PushRecord::hasRefusal);
  }
}
