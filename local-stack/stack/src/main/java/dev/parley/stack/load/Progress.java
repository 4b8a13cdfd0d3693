package dev.parley.stack.load;

import dev.parley.stack.device.Tty;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Says how far something is: a bar for people, a line now and then for files. */
interface Progress extends AutoCloseable {
  void to(int done);

  @Override
  void close();

  static Progress of(String what, int total) {
    return Tty.isInteractive() ? new Bar(what, total) : new Lines(what, total);
  }

  /** A bar that moves. */
  final class Bar implements Progress {
    private static final int REFRESH_MS = 200;

    private final ProgressBar bar;

    Bar(String what, int total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(REFRESH_MS)
              .showSpeed()
              .build();
    }

    @Override
    public void to(int done) {
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line at each tenth. */
  final class Lines implements Progress {
    private static final int PARTS = 10;

    private final String what;
    private final int total;
    private int partsSaid;

    Lines(String what, int total) {
      this.what = what;
      this.total = total;
    }

    @Override
    public synchronized void to(int done) {
      int parts = total == 0 ? PARTS : (int) ((long) done * PARTS / total);
      if (parts > partsSaid) {
        partsSaid = parts;
        System.out.println("%s: %d of %d".formatted(what, done, total));
      }
    }

    @Override
    public void close() {}
  }
}
