/** What devices and sessions say, on its way to Kafka. */
@NullMarked
package dev.parley.gateway.ingress;

import org.jspecify.annotations.NullMarked;
