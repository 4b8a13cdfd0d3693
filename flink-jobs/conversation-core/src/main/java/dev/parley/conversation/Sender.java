package dev.parley.conversation;

import dev.parley.protocol.id.DeviceId;
import dev.parley.protocol.id.UserId;

/** A device of a user. Device ids are only unique within their user. */
public record Sender(UserId user, DeviceId device) {}
