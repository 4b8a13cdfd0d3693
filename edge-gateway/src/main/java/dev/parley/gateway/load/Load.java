package dev.parley.gateway.load;

import dev.parley.gateway.limits.LoadLevel;
import dev.parley.gateway.limits.Pressure;
import dev.parley.gateway.limits.Work;
import dev.parley.gateway.metrics.GatewayMetrics;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what this gateway takes on now. Whoever begins something asks first. */
public final class Load {
  private static final Logger LOG = LoggerFactory.getLogger(Load.class);

  private final BooleanSupplier holdsSlot;
  private final long queueBudgetBytes;
  private final GatewayMetrics metrics;
  private final AtomicLong queuedBytes = new AtomicLong();
  private volatile LoadLevel level = LoadLevel.CALM;

  /**
   * {@code holdsSlot}: without its slot a gateway takes nothing, however idle it is. {@code
   * queueBudgetBytes}: what may wait for all devices together.
   */
  public Load(BooleanSupplier holdsSlot, long queueBudgetBytes, GatewayMetrics metrics) {
    this.holdsSlot = holdsSlot;
    this.queueBudgetBytes = queueBudgetBytes;
    this.metrics = metrics;
    metrics.gauge("parley.gateway.queued.bytes", queuedBytes::get);
    metrics.gauge("parley.gateway.load", () -> level.declined());
  }

  /** False if this kind of work is declined now; that is counted. */
  public boolean takes(Work work) {
    LoadLevel now = level;
    if (!holdsSlot.getAsBoolean()) {
      metrics.declined(work, Pressure.Cause.SLOT);
      return false;
    }
    if (now.declines(work)) {
      metrics.declined(work, now.cause());
      return false;
    }
    return true;
  }

  public boolean takesConnections() {
    return holdsSlot.getAsBoolean() && !level.declines(Work.RESUMES);
  }

  /**
   * At half of the budget queues stay short, so that those who don't read take no more. Only what
   * gets beyond that all the same is a reason to decline work of others.
   */
  public boolean queuesMayGrow() {
    return queuedBytes.get() < queueBudgetBytes / 2;
  }

  public void queued(long bytes) {
    queuedBytes.addAndGet(bytes);
  }

  /** Takes what weighs most besides the queues, which are known here. */
  public void look(Pressure worst) {
    LoadLevel before = level;
    LoadLevel after =
        before.next(
            worst.max(Pressure.of(Pressure.Cause.QUEUES, queuedBytes.get(), queueBudgetBytes)));
    level = after;
    if (after.declines(Work.SENDS) && !before.declines(Work.SENDS)) {
      LOG.warn("too much to do ({}): nothing is taken", after.cause().label());
    } else if (after.declined() > 0 && before.declined() == 0) {
      LOG.warn("much to do ({}): some kinds of work are declined", after.cause().label());
    } else if (after.declined() == 0 && before.declined() > 0) {
      LOG.info("everything is taken again");
    }
  }
}
