/** One living gateway per slot. */
@NullMarked
package dev.parley.gateway.liveness;

import org.jspecify.annotations.NullMarked;
