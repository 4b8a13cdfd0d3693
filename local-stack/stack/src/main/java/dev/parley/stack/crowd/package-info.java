/** Many devices at once, for the commands that try what a gateway can bear. */
@NullMarked
package dev.parley.stack.crowd;

import org.jspecify.annotations.NullMarked;
