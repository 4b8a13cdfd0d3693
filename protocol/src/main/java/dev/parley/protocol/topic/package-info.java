/** Kafka topics: names, keys, partitions, retention. */
@NullMarked
package dev.parley.protocol.topic;

import org.jspecify.annotations.NullMarked;
