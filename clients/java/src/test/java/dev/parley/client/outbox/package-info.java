@NullMarked
package dev.parley.client.outbox;

import org.jspecify.annotations.NullMarked;
