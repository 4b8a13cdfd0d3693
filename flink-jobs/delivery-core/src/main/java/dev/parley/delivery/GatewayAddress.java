package dev.parley.delivery;

/** One start of a gateway: its slot (the partition it reads) and its incarnation. */
public record GatewayAddress(int slot, long incarnation) {}
