/** Reading what is stored, off the event loops. */
@NullMarked
package dev.parley.gateway.history;

import org.jspecify.annotations.NullMarked;
