/** The commands up, down, status and logs. */
@NullMarked
package dev.parley.stack.cli;

import org.jspecify.annotations.NullMarked;
