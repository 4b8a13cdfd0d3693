/** Starting, identifying and ending operating system processes. */
@NullMarked
package dev.parley.stack.process;

import org.jspecify.annotations.NullMarked;
