/**
 * The local stack: every part of Parley as real processes on one machine. {@link
 * dev.parley.stack.LocalStack} runs it, {@link dev.parley.stack.Main} is the command line.
 */
@NullMarked
package dev.parley.stack;

import org.jspecify.annotations.NullMarked;
