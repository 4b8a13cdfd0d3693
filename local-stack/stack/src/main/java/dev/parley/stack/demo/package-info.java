/** {@code ./parley demo}: a short conversation that checks itself. */
@NullMarked
package dev.parley.stack.demo;

import org.jspecify.annotations.NullMarked;
