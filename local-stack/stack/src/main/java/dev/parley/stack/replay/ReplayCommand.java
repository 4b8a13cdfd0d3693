package dev.parley.stack.replay;

import picocli.CommandLine.Command;

/** Computes again from the logs what the jobs have made of them. */
@Command(
    name = "replay",
    description = "Computes again from the logs what the jobs have made of them.",
    synopsisSubcommandLabel = "WHAT",
    mixinStandardHelpOptions = true,
    subcommands = {ReplayConversationsCommand.class, ReplayHistoryCommand.class})
public final class ReplayCommand {}
