/** The Kafka broker and its topics. */
@NullMarked
package dev.parley.stack.kafka;

import org.jspecify.annotations.NullMarked;
