package dev.parley.stack.crowd;

/** How long messages took, in ms. */
public record Latency(long messages, double p50, double p99, double max) {}
