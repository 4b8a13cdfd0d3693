/**
 * The job that gives messages their places: {@code inbound} in, {@code conversation-log} and {@code
 * fanout} out. It only carries; the rules are in {@link dev.parley.conversation.ConversationRules}.
 */
@NullMarked
package dev.parley.conversation.job;

import org.jspecify.annotations.NullMarked;
