/** What Kafka brings for this gateway's sessions. */
@NullMarked
package dev.parley.gateway.egress;

import org.jspecify.annotations.NullMarked;
