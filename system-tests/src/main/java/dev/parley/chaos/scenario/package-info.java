/** Runs: devices that talk, a fault in the middle, and all that is there afterwards read back. */
@NullMarked
package dev.parley.chaos.scenario;

import org.jspecify.annotations.NullMarked;
