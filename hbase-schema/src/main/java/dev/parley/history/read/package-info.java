/** What gateways read: pages of messages, conversations, and stretches of a user's feed. */
@NullMarked
package dev.parley.history.read;

import org.jspecify.annotations.NullMarked;
