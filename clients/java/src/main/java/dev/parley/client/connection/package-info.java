/** What a connection decides, without threads, clocks or sockets. */
@NullMarked
package dev.parley.client.connection;

import org.jspecify.annotations.NullMarked;
