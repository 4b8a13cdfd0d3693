/**
 * What every component of the stack has in common: a command, ports, files, a question whether it
 * is ready.
 */
@NullMarked
package dev.parley.stack.component;

import org.jspecify.annotations.NullMarked;
