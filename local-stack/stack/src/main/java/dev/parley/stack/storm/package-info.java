/** All devices cut at once, and how they come back. */
@NullMarked
package dev.parley.stack.storm;

import org.jspecify.annotations.NullMarked;
