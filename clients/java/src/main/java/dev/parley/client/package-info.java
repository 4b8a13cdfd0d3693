/** The Java client: {@link dev.parley.client.ParleyClient} is where to start. */
@NullMarked
package dev.parley.client;

import org.jspecify.annotations.NullMarked;
