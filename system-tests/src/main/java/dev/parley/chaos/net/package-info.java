/** The network between devices and gateways, in the hand of a fault. */
@NullMarked
package dev.parley.chaos.net;

import org.jspecify.annotations.NullMarked;
