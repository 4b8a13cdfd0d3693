package dev.parley.gateway.session;

import dev.parley.protocol.codec.FrameCodec;

/** Where a session lives: made once, when its connection opens. */
public record SessionContext(String sessionId, int slot, long incarnation, FrameCodec codec) {}
