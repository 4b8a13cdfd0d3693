/** The commands up, down, status, logs, stop and start. */
@NullMarked
package dev.parley.stack.cli;

import org.jspecify.annotations.NullMarked;
