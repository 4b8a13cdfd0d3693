/** Virtual devices: the real client over real sockets, with everything on the wire recorded. */
@NullMarked
package dev.parley.chaos.device;

import org.jspecify.annotations.NullMarked;
