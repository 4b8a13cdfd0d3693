/** {@code ./parley replay}: numbers given again from the log, compared with those in use. */
@NullMarked
package dev.parley.stack.replay;

import org.jspecify.annotations.NullMarked;
