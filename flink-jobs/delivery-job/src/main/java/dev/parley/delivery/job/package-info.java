/** The shell that runs the rules of delivery on Flink: decode, decide, apply, emit. */
@NullMarked
package dev.parley.delivery.job;

import org.jspecify.annotations.NullMarked;
