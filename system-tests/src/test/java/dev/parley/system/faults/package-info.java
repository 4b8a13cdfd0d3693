/** What people can rely on while something is broken. */
@NullMarked
package dev.parley.system.faults;

import org.jspecify.annotations.NullMarked;
