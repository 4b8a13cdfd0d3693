/** Who is online, away and typing, on a real stack. */
@NullMarked
package dev.parley.system.presence;

import org.jspecify.annotations.NullMarked;
