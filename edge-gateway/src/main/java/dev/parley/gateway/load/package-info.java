/** How much there is to do, and what is declined because of it. */
@NullMarked
package dev.parley.gateway.load;

import org.jspecify.annotations.NullMarked;
