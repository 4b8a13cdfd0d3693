/** What every part of Parley agrees on: limits, codes, and the names that outlive a process. */
@NullMarked
package dev.parley.protocol;

import org.jspecify.annotations.NullMarked;
