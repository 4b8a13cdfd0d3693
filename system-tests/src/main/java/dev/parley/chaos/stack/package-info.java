/** The running stack that faults are put into. */
@NullMarked
package dev.parley.chaos.stack;

import org.jspecify.annotations.NullMarked;
