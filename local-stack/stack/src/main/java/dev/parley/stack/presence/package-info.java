/** {@code ./parley presence-load}: many devices that come and go, and those who watch them. */
@NullMarked
package dev.parley.stack.presence;

import org.jspecify.annotations.NullMarked;
