/** The edge: devices on one side, Kafka on the other. Holds nothing that can't be lost. */
@NullMarked
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;
