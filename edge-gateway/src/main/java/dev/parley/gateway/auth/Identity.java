package dev.parley.gateway.auth;

import dev.parley.protocol.id.UserId;

/** What a good token says: who, and until when (ms since 1970). */
public record Identity(UserId user, long expiresAtMs) {}
