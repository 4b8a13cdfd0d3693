/** A session machine brought to life on its event loop. */
@NullMarked
package dev.parley.gateway.connection;

import org.jspecify.annotations.NullMarked;
