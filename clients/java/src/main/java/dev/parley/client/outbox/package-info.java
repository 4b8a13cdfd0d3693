/** Messages on their way to being accepted. */
@NullMarked
package dev.parley.client.outbox;

import org.jspecify.annotations.NullMarked;
