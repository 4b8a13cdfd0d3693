/** Ids as validated value types. */
@NullMarked
package dev.parley.protocol.id;

import org.jspecify.annotations.NullMarked;
