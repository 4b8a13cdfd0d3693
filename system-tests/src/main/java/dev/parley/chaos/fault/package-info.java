/** What can be done to a running stack, each with the proof that it was done. */
@NullMarked
package dev.parley.chaos.fault;

import org.jspecify.annotations.NullMarked;
