/** The commands for the jobs of a running stack: savepoint, upgrade, rescale, restore. */
@NullMarked
package dev.parley.stack.jobs;

import org.jspecify.annotations.NullMarked;
