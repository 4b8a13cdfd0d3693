/** What the protocol promises, shown by the same scenarios for every client on the real stack. */
@NullMarked
package dev.parley.system.contract;

import org.jspecify.annotations.NullMarked;
