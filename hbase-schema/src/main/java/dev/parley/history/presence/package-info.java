/** Snapshots of presence in Redis: a first answer, until the presence job has given its own. */
@NullMarked
package dev.parley.history.presence;

import org.jspecify.annotations.NullMarked;
