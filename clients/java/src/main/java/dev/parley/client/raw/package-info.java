/** One bare connection, for tests and tools that break rules on purpose. */
@NullMarked
package dev.parley.client.raw;

import org.jspecify.annotations.NullMarked;
