/** What happened in a run, one JSON line an operation: the checker's only input. */
@NullMarked
package dev.parley.chaos.history;

import org.jspecify.annotations.NullMarked;
