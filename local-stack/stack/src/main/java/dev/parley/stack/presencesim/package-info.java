/**
 * {@code ./parley presence-sim}: the rules of presence on a made-up crowd, in virtual time, to
 * learn what presence costs at sizes that no machine here has.
 */
@NullMarked
package dev.parley.stack.presencesim;

import org.jspecify.annotations.NullMarked;
