/** The newest messages of busy conversations in Redis: a cache that is right or empty. */
@NullMarked
package dev.parley.history.recent;

import org.jspecify.annotations.NullMarked;
