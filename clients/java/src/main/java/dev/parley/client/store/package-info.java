/** What a device must remember between runs. */
@NullMarked
package dev.parley.client.store;

import org.jspecify.annotations.NullMarked;
