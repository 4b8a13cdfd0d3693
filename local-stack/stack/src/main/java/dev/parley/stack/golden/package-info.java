/**
 * {@code ./parley golden}: savepoints of known content, which later versions of the jobs are tested
 * with.
 */
@NullMarked
package dev.parley.stack.golden;

import org.jspecify.annotations.NullMarked;
