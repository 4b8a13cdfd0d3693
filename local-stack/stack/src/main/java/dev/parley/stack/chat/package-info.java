/** {@code ./parley chat}: one person's terminal. */
@NullMarked
package dev.parley.stack.chat;

import org.jspecify.annotations.NullMarked;
