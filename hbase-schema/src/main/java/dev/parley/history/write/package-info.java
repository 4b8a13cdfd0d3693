/** What the history job writes: records as idempotent puts. */
@NullMarked
package dev.parley.history.write;

import org.jspecify.annotations.NullMarked;
