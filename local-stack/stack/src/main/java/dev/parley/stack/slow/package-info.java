/** Devices that never read, beside others that do. */
@NullMarked
package dev.parley.stack.slow;

import org.jspecify.annotations.NullMarked;
