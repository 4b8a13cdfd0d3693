package dev.parley.stack.demo;

import dev.parley.protocol.v1.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What both devices saw, and whether it is what was promised.
 *
 * @param said how many messages were sent
 * @param since the position with which bob came back
 * @param readWhileAway how far ann saw bob's reading while he was away
 */
record DemoResult(int said, long since, long readWhileAway, Side ann, Side bob) {
  /** One device's view. */
  record Side(
      String user,
      int gateway,
      List<Seen> seen,
      List<Long> positions,
      long peerDelivered,
      long peerRead,
      List<Message> history) {
    private List<Long> seqs() {
      return seen.stream().map(Seen::seq).toList();
    }

    private List<String> lines() {
      return seen.stream().map(s -> s.seq() + " " + s.from() + " " + s.text()).toList();
    }

    private List<String> historyLines() {
      return history.stream().map(m -> m.getSeq() + " " + m.getFrom() + " " + m.getText()).toList();
    }

    private boolean positionsContiguous() {
      return positions.equals(upTo(positions.size()));
    }
  }

  /** One promise, and if it was kept. */
  record Check(String promise, boolean kept) {}

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    List<Long> all = upTo(said);
    checks.add(
        new Check(
            "nothing is lost: both devices show " + said + " messages",
            new HashSet<>(ann.seqs()).equals(new HashSet<>(all))
                && new HashSet<>(bob.seqs()).equals(new HashSet<>(all))));
    checks.add(
        new Check(
            "nothing comes twice",
            ann.seen().size() == new HashSet<>(ann.seqs()).size()
                && bob.seen().size() == new HashSet<>(bob.seqs()).size()));
    checks.add(
        new Check(
            "one order for both: seq 1 to " + said + ", the same text under the same seq",
            ann.seqs().equals(all) && ann.lines().equals(bob.lines())));
    checks.add(
        new Check(
            "no gap in either feed: positions 1 to "
                + ann.positions().size()
                + " and 1 to "
                + bob.positions().size(),
            ann.positionsContiguous() && bob.positionsContiguous()));
    List<Seen> missed = missed();
    checks.add(
        new Check(
            "bob got what he missed when he came back, from position " + (since + 1) + " on",
            missed.size() == 3 && missed.get(0).position() == since + 1));
    checks.add(
        new Check(
            "while he was away ann saw no read tick",
            !missed.isEmpty() && readWhileAway < missed.get(0).seq()));
    checks.add(
        new Check(
            "at the end every message has both ticks, delivered and read",
            ann.peerRead() == said && bob.peerRead() >= said - 1 && ann.peerDelivered() == said));
    checks.add(
        new Check(
            "the history of both is what they saw",
            ann.historyLines().equals(ann.lines()) && bob.historyLines().equals(bob.lines())));
    return checks;
  }

  boolean allKept() {
    return checks().stream().allMatch(Check::kept);
  }

  /** What ann wrote while bob was away, as bob saw it. */
  List<Seen> missed() {
    return bob.seen().stream()
        .filter(seen -> seen.visit() == 2 && seen.from().equals(ann.user()))
        .limit(3)
        .toList();
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
