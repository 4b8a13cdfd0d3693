/** Undertow's side of a connection: upgrade, frames in, frames out. */
@NullMarked
package dev.parley.gateway.socket;

import org.jspecify.annotations.NullMarked;
