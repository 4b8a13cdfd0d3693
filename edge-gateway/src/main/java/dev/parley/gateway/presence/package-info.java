/**
 * Presence at one gateway: what its devices do is gathered and said once in a while, and whom they
 * watch is asked for once for all of them.
 */
@NullMarked
package dev.parley.gateway.presence;

import org.jspecify.annotations.NullMarked;
