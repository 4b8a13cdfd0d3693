/** The Redis server. */
@NullMarked
package dev.parley.stack.redis;

import org.jspecify.annotations.NullMarked;
