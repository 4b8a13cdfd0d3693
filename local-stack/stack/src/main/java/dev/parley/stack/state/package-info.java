/** What a running stack writes down about itself, so that other processes find it. */
@NullMarked
package dev.parley.stack.state;

import org.jspecify.annotations.NullMarked;
