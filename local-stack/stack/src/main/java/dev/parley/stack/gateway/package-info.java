/** The edge gateways. */
@NullMarked
package dev.parley.stack.gateway;

import org.jspecify.annotations.NullMarked;
