package dev.parley.stack;

import dev.parley.stack.bootstrap.BootstrapCommand;
import dev.parley.stack.chat.ChatCommand;
import dev.parley.stack.cli.CommandLines;
import dev.parley.stack.cli.DownCommand;
import dev.parley.stack.cli.LogsCommand;
import dev.parley.stack.cli.StartCommand;
import dev.parley.stack.cli.StatusCommand;
import dev.parley.stack.cli.StopCommand;
import dev.parley.stack.cli.UpCommand;
import dev.parley.stack.demo.DemoCommand;
import dev.parley.stack.golden.GoldenCommand;
import dev.parley.stack.jobs.RescaleCommand;
import dev.parley.stack.jobs.RestoreCommand;
import dev.parley.stack.jobs.SavepointCommand;
import dev.parley.stack.jobs.UpgradeCommand;
import dev.parley.stack.load.LoadCommand;
import dev.parley.stack.presence.PresenceLoadCommand;
import dev.parley.stack.presencesim.PresenceSimCommand;
import dev.parley.stack.replay.ReplayCommand;
import dev.parley.stack.slow.SlowReadersCommand;
import dev.parley.stack.storm.StormCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code ./parley}. */
@Command(
    name = "parley",
    description = "Runs all of Parley on this machine, and talks through it.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      StopCommand.class,
      StartCommand.class,
      LogsCommand.class,
      SavepointCommand.class,
      UpgradeCommand.class,
      RescaleCommand.class,
      RestoreCommand.class,
      BootstrapCommand.class,
      ChatCommand.class,
      DemoCommand.class,
      LoadCommand.class,
      ReplayCommand.class,
      GoldenCommand.class,
      SlowReadersCommand.class,
      PresenceLoadCommand.class,
      PresenceSimCommand.class,
      StormCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return CommandLines.of(new Main());
  }
}
