package dev.parley.system.presence;

import static dev.parley.system.fixture.Parley.PATIENCE;
import static dev.parley.system.fixture.Parley.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.v1.Presence;
import dev.parley.protocol.v1.TypingNotice;
import dev.parley.stack.flink.Job;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.OnStack;
import dev.parley.system.fixture.Outgoing;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.Rules;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Two people on two gateways, and those who may not see them. */
@OnStack
class PresenceTest {
  private final Parley parley;
  private final String ann;
  private final String bob;
  private final String eve;

  PresenceTest(Parley parley) {
    this.parley = parley;
    this.ann = parley.person("ann");
    this.bob = parley.person("bob");
    this.eve = parley.person("eve");
  }

  @Test
  @Rules({"P-30", "P-31", "P-32", "P-35"})
  void peopleWhoTalkSeeEachOtherComeGoAndType() {
    try (Device annsPhone = parley.device(ann, "phone", 0)) {
      Watcher anns = new Watcher(annsPhone);
      anns.watch(bob);
      anns.awaitNewest(bob, PATIENCE, presence -> !presence.getOnline());
      try (Device bobsPhone = parley.device(bob, "phone", 1)) {
        Watcher bobs = new Watcher(bobsPhone);
        talk(annsPhone, bobsPhone);
        // Whoever asked as a stranger is answered once they have talked.
        anns.awaitNewest(bob, PATIENCE, Presence::getOnline);

        bobs.state("away");
        anns.awaitNewest(bob, PATIENCE, Presence::getAway);
        bobs.types(bob, ann);
        await()
            .atMost(PATIENCE)
            .until(() -> anns.typing(bob).stream().anyMatch(TypingNotice::getOn));
        anns.awaitNewest(bob, PATIENCE, presence -> presence.getOnline() && !presence.getAway());
        await("typing ends by itself")
            .atMost(PATIENCE)
            .until(() -> anns.typing(bob).stream().anyMatch(notice -> !notice.getOn()));
      }
      anns.awaitNewest(
          bob, PATIENCE, presence -> !presence.getOnline() && presence.getLastSeen() > 0);
    }
  }

  @Test
  @Rules({"P-32", "P-33"})
  void whatIsSeenDependsOnWhoAsksAndOnWhatIsShown() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1);
        Device evesPhone = parley.device(eve, "phone", 0)) {
      Watcher anns = new Watcher(annsPhone);
      Watcher bobs = new Watcher(bobsPhone);
      Watcher eves = new Watcher(evesPhone);
      String nobody = parley.person("nobody");
      talk(annsPhone, bobsPhone);
      anns.watch(bob);
      eves.watch(bob, nobody);
      anns.awaitNewest(bob, PATIENCE, Presence::getOnline);

      bobs.shows("contacts", "nobody");
      bobs.types(bob, ann);
      await().atMost(PATIENCE).until(() -> !anns.typing(bob).isEmpty());
      bobs.shows("nobody", "nobody");
      anns.awaitNewest(bob, PATIENCE, presence -> !presence.getOnline());
      assertThat(anns.newest(bob)).isEqualTo(unknown(bob));
      int typedBefore = anns.typing(bob).size();
      bobs.types(bob, ann);
      bobs.shows("nobody", "contacts");
      bobs.shows("contacts", "contacts");
      anns.awaitNewest(bob, PATIENCE, Presence::getOnline);

      assertThat(anns.typing(bob).stream().skip(typedBefore).filter(TypingNotice::getOn)).isEmpty();
      // A stranger got the one answer that somebody gets who asks for a user who doesn't exist.
      assertThat(eves.newest(bob)).isEqualTo(unknown(bob));
      assertThat(eves.newest(nobody)).isEqualTo(unknown(nobody));
      assertThat(eves.heard(bob)).isEqualTo(eves.heard(nobody)).isEqualTo(1);
      assertThat(eves.typing(bob)).isEmpty();
    }
  }

  @Test
  @Rules({"P-27", "P-32"})
  void whoeverIsBlockedIsAStrangerUntilTheyTalkAgain() {
    try (Device annsPhone = parley.device(ann, "phone", 0);
        Device bobsPhone = parley.device(bob, "phone", 1)) {
      Watcher anns = new Watcher(annsPhone);
      Watcher bobs = new Watcher(bobsPhone);
      String conversation = talk(annsPhone, bobsPhone);
      anns.watch(bob);
      bobs.watch(ann);
      anns.awaitNewest(bob, PATIENCE, Presence::getOnline);
      bobs.awaitNewest(ann, PATIENCE, Presence::getOnline);

      bobsPhone.block(conversation, true);
      anns.awaitNewest(bob, PATIENCE, presence -> presence.equals(unknown(bob)));
      bobs.awaitNewest(ann, PATIENCE, presence -> presence.equals(unknown(ann)));
      bobs.types(bob, ann);
      anns.types(ann, bob);
      int heardBefore = anns.heard(bob);
      anns.watch(bob); // asked again: answered as for a user who doesn't exist
      await().atMost(PATIENCE).until(() -> anns.heard(bob) > heardBefore);
      assertThat(anns.newest(bob)).isEqualTo(unknown(bob));

      bobsPhone.block(conversation, false);
      talk(annsPhone, bobsPhone);
      anns.awaitNewest(bob, PATIENCE, Presence::getOnline);
      bobs.awaitNewest(ann, PATIENCE, Presence::getOnline);
      assertThat(anns.typing(bob)).isEmpty();
      assertThat(bobs.typing(ann)).isEmpty();
    }
  }

  @Test
  @Rules("P-31")
  void withoutRedisAndAfterAnUpgradePresenceIsRight() throws Exception {
    try (Device annsPhone = parley.device(ann, "phone", 0)) {
      Watcher anns = new Watcher(annsPhone);
      try (Device bobsPhone = parley.device(bob, "phone", 1)) {
        talk(annsPhone, bobsPhone);
        try (Jedis redis = new Jedis(HostAndPort.from(parley.stack().endpoints().redis()))) {
          redis.flushAll();
        }
        anns.watch(bob);
        anns.awaitNewest(bob, PATIENCE, Presence::getOnline);
        parley.operations(Job.PRESENCE).upgrade(Optional.empty(), Optional.empty());
        annsPhone.awaitMessage(bobsPhone.say(ann, "nobody waits for presence"));
        assertThat(anns.newest(bob).getOnline()).isTrue();
      }
      anns.awaitNewest(
          bob, RECOVERY, presence -> !presence.getOnline() && presence.getLastSeen() > 0);
      // It was told once that he came, and once that he went.
      assertThat(anns.all(bob)).filteredOn(Presence::getOnline).hasSize(1);
      assertThat(anns.all(bob)).extracting(Presence::getOnline).endsWith(true, false);
    }
  }

  private String talk(Device one, Device other) {
    Outgoing hello = one.say(bob, "hello");
    other.awaitMessage(hello);
    return hello.conversation();
  }

  private static Presence unknown(String user) {
    return Presence.newBuilder().setUserId(user).build();
  }
}
