package dev.parley.gateway.limits;

import java.util.List;

/**
 * How much of {@link Work} is declined: the first {@code declined} kinds of it, because of {@code
 * cause}.
 *
 * <p>It rises at once and falls one kind at a time, so that what comes back when there is room
 * again doesn't fill it in one go.
 */
public record LoadLevel(int declined, Pressure.Cause cause) {
  public static final LoadLevel CALM = new LoadLevel(0, Pressure.Cause.NONE);

  /** From half of what can be borne, evenly up to all of it. */
  private static final double FIRST_SHARE = 0.5;

  private static final List<Work> ORDER = List.of(Work.values());
  private static final int KINDS = ORDER.size();
  private static final double STEP = (1 - FIRST_SHARE) / (KINDS - 1);

  public boolean declines(Work work) {
    return ORDER.indexOf(work) < declined;
  }

  /** After one look at what weighs most. */
  public LoadLevel next(Pressure worst) {
    int wanted = wanted(worst.share());
    if (wanted >= declined) {
      return wanted == 0 ? CALM : new LoadLevel(wanted, worst.cause());
    }
    return declined == 1 ? CALM : new LoadLevel(declined - 1, cause);
  }

  private static int wanted(double share) {
    return share < FIRST_SHARE ? 0 : Math.min(KINDS, 1 + (int) ((share - FIRST_SHARE) / STEP));
  }
}
