package dev.parley.conversation;

/** What the memory says of an id: the place it got, and for what content. */
public record Known(long seq, ContentHash content) {}
