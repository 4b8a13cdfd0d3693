/** Sockets, behind an interface that tests can script. */
@NullMarked
package dev.parley.client.transport;

import org.jspecify.annotations.NullMarked;
