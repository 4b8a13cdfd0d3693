package dev.parley.stack.demo;

/**
 * A message as one device showed it.
 *
 * @param visit 1 for the device's first stay, 2 after its absence
 */
record Seen(int visit, long position, long seq, String from, String text) {}
