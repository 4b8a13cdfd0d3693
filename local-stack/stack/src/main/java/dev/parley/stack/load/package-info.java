/**
 * {@code ./parley load}: many devices at a steady rate, and a count of what became of each message.
 */
@NullMarked
package dev.parley.stack.load;

import org.jspecify.annotations.NullMarked;
