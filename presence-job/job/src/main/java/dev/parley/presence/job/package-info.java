/** The shell that runs the rules of presence on Flink: decode, decide, keep, emit. */
@NullMarked
package dev.parley.presence.job;

import org.jspecify.annotations.NullMarked;
