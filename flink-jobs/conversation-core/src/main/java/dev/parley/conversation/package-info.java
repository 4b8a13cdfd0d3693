/**
 * The rules of one conversation, as pure functions: {@link
 * dev.parley.conversation.ConversationRules} decides from a {@link
 * dev.parley.conversation.ConversationView} and a {@link dev.parley.conversation.Command}, and
 * applies the {@link dev.parley.conversation.Event}s to a {@link
 * dev.parley.conversation.ConversationStore}.
 *
 * <p>Everything that a client sees as a number comes out of here, and after a crash it must come
 * out the same again: nothing here knows a clock, chance, an engine, a log or a database.
 */
@NullMarked
package dev.parley.conversation;

import org.jspecify.annotations.NullMarked;
