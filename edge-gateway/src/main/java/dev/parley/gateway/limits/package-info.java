/** How much one connection, user or address may ask for. */
@NullMarked
package dev.parley.gateway.limits;

import org.jspecify.annotations.NullMarked;
