package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.CloseCode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final int BIG = 16 * 1024;

  private static Rig asked(long since) {
    Rig rig = new Rig();
    rig.hello("ann", since);
    rig.written();
    rig.effects();
    return rig;
  }

  @Nested
  class CatchingUp {
    @Test
    void whatWasMissedIsPassedAndThenCaughtUpSaid() {
      Rig rig = asked(4);
      rig.catchUp(7, true, 5, 6, 7);

      assertThat(rig.passed()).isEqualTo("5 6 7 caughtUp@7");
    }

    @Test
    void nothingMissedIsCaughtUpAtOnce() {
      Rig rig = asked(4);
      rig.catchUp(4, true);

      assertThat(rig.passed()).isEqualTo("caughtUp@4");
    }

    @Test
    void caughtUpWaitsForTheLastPart() {
      Rig rig = asked(0);
      rig.catchUp(4, false, 1, 2);
      assertThat(rig.passed()).isEqualTo("1 2");
      rig.catchUp(4, true, 3, 4);
      assertThat(rig.passed()).isEqualTo("3 4 caughtUp@4");
    }

    @Test
    void aLiveUpdateInBetweenIsPassedOnlyIfItIsTheNext() {
      Rig rig = asked(0);
      rig.live(5, 10);
      rig.live(1, 10);
      rig.catchUp(5, true, 1, 2, 3, 4, 5);

      assertThat(rig.passed()).isEqualTo("1 2 3 4 5 caughtUp@5");
      assertThat(rig.asked()).isEmpty();
    }

    @Test
    void aRewindAfterACrashOfTheJobIsNotShown() {
      Rig rig = asked(0);
      rig.catchUp(3, true, 1, 2, 3);
      rig.passed();
      rig.catchUp(4, true, 1, 2, 3, 4);
      rig.live(2, 10);

      assertThat(rig.passed()).isEqualTo("4");
    }

    @Test
    void whatDoesNotFitIsAskedForAgainOnceTheDeviceHasRead() {
      Rig rig = asked(0);
      rig.catchUp(BIG, 12, true, LongStream.rangeClosed(1, 12).toArray());
      List<Effect.Transmit> fitted = rig.take(Effect.Transmit.class);
      assertThat(fitted).hasSizeBetween(2, 11);
      assertThat(rig.asked()).isEmpty();

      fitted.forEach(rig::written);

      assertThat(rig.asked()).containsExactly((long) fitted.size());
      assertThat(rig.closed()).isEmpty();
    }

    @Test
    void anAnswerThatNeverComesIsAskedForAgain() {
      Rig rig = asked(4);
      rig.advance(FeedCursor.ASK_AGAIN_MS);
      assertThat(rig.asked()).containsExactly(4L);
      rig.advance(FeedCursor.ASK_AGAIN_MS);
      rig.perform(rig.machine().control(rig.now));
      assertThat(rig.asked()).isEmpty();
      rig.advance(FeedCursor.ASK_AGAIN_MS);
      assertThat(rig.asked()).containsExactly(4L);
    }
  }

  @Nested
  class Live {
    private final Rig rig = Rig.live(10);

    @Test
    void theNextUpdateIsPassed() {
      rig.live(11, 10);
      rig.live(12, 10);

      assertThat(rig.passed()).isEqualTo("11 12");
    }

    @Test
    void aGapIsAskedForOnceAndNothingBeyondItShown() {
      rig.live(13, 10);
      rig.live(14, 10);
      assertThat(rig.passed()).isEmpty();
      assertThat(rig.asked()).containsExactly(10L);

      rig.catchUp(14, true, 11, 12, 13, 14);

      assertThat(rig.passed()).isEqualTo("11 12 13 14");
    }

    @Test
    void inDoubtTheFeedIsAskedForFromTheLastPosition() {
      rig.perform(rig.machine().feedInDoubt(rig.now));

      assertThat(rig.asked()).containsExactly(10L);
    }

    @Test
    void aBurstLargerThanTheQueueIsNotQueuedButAskedForAgainWhenThereIsRoom() {
      long burst = 2 * Outbound.QUEUE_MAX_BYTES / BIG;
      for (long i = 0; i < burst; i++) {
        rig.live(11 + i, BIG);
      }
      assertThat(rig.closed()).isEmpty();
      List<Effect.Transmit> queued = rig.take(Effect.Transmit.class);
      assertThat(queued).hasSizeBetween(1, Outbound.LIVE_MAX_BYTES / BIG);

      queued.forEach(rig::written);

      assertThat(rig.asked()).containsExactly(10L + queued.size());
    }

    @Test
    void aDeviceThatTakesNothingForTenSecondsIsClosed() {
      rig.live(11, 10);
      rig.advance(9_999);
      assertThat(rig.closed()).isEmpty();
      rig.advance(1);
      assertThat(rig.closed()).contains(CloseCode.SLOW_CONSUMER);
    }

    @Test
    void aNewerConnectionOfTheDeviceReplacesThisOne() {
      rig.replaced();

      assertThat(rig.closed()).contains(CloseCode.REPLACED);
    }
  }

  @Nested
  class Behind {
    private final Rig rig = asked(2);

    private List<Effect.ReadFeed> reads() {
      return rig.take(Effect.ReadFeed.class);
    }

    @Test
    void theStoreIsReadUpToTheTailAndThenDeliveryAskedAgain() {
      rig.behind(6, 9);
      assertThat(reads()).extracting(Effect.ReadFeed::fromPosition).containsExactly(3L);
      rig.page(false, 3, 4);
      assertThat(reads()).extracting(Effect.ReadFeed::fromPosition).containsExactly(5L);
      rig.page(false, 5, 6);
      assertThat(rig.asked()).containsExactly(6L);
      rig.catchUp(9, true, 7, 8, 9);

      assertThat(rig.passed()).isEqualTo("3 4 5 6 7 8 9 caughtUp@9");
    }

    @Test
    void aStoreThatLagsIsAskedAgainWithGrowingPauses() {
      rig.behind(6, 9);
      reads();
      rig.page(false);
      rig.advance(FeedCursor.STORE_RETRY_MS);
      assertThat(reads()).hasSize(1);
      rig.page(false);
      rig.advance(FeedCursor.STORE_RETRY_MS);
      assertThat(reads()).isEmpty();
      rig.advance(FeedCursor.STORE_RETRY_MS);
      assertThat(reads()).hasSize(1);
    }

    @Test
    void aStoreThatIsAwayIsAskedForAsLongAsItTakes() {
      rig.behind(6, 9);
      for (int i = 0; i < 3 * FeedCursor.STORE_MISSES_MAX; i++) {
        assertThat(reads()).hasSize(1);
        rig.perform(rig.machine().feedPageFailed(rig.now));
        rig.advance(FeedCursor.STORE_RETRY_MAX_MS);
        rig.perform(rig.machine().control(rig.now));
      }

      assertThat(rig.passed()).isEmpty();
    }

    @Test
    void whatTheStoreNoLongerHasMeansResync() {
      rig.behind(6, 9);
      rig.page(true);
      assertThat(rig.passed()).isEqualTo("resync@9");
      assertThat(rig.asked()).containsExactly(9L);
      rig.catchUp(9, true);

      assertThat(rig.passed()).isEqualTo("caughtUp@9");
    }

    @Test
    void whatTheStoreNeverShowsMeansResync() {
      rig.behind(6, 9);
      for (int i = 0; i < FeedCursor.STORE_MISSES_MAX; i++) {
        rig.page(false);
        rig.advance(FeedCursor.STORE_RETRY_MAX_MS);
        rig.perform(rig.machine().control(rig.now));
      }

      assertThat(rig.passed()).isEqualTo("resync@9");
    }

    @Test
    void aSlowDeviceIsReadForOnlyWhenItHasTakenWhatItGot() {
      rig.behind(1_000, 1_000);
      rig.page(false, LongStream.rangeClosed(3, 602).toArray());
      List<Effect.Transmit> page = rig.take(Effect.Transmit.class);
      assertThat(reads()).hasSize(1);

      page.forEach(rig::written);

      assertThat(reads()).extracting(Effect.ReadFeed::fromPosition).containsExactly(603L);
    }

    @Test
    void sendsAndLiveUpdatesGoOnMeanwhile() {
      rig.behind(6, 9);
      rig.live(10, 10);
      rig.send("bob", 1);
      rig.log(rig.take(Effect.AppendSend.class).get(0));

      assertThat(rig.passed()).isEqualTo("ACCEPTED");
    }
  }

  @Nested
  class Resync {
    @Test
    void theDeviceIsToldAndGoesOnFromThere() {
      Rig rig = asked(99);
      rig.resync(7);
      rig.live(8, 10);

      assertThat(rig.passed()).isEqualTo("resync@7 caughtUp@7 8");
    }

    @Test
    void aPageThatWasStillBeingReadIsForgotten() {
      Rig rig = asked(2);
      rig.behind(6, 9);
      rig.resync(20);
      rig.page(false, 3, 4);

      assertThat(rig.passed()).isEqualTo("resync@20 caughtUp@20");
    }
  }
}
