/**
 * Decides offline, from the recorded operations alone, whether a run kept what Parley guarantees.
 */
@NullMarked
package dev.parley.chaos.checker;

import org.jspecify.annotations.NullMarked;
