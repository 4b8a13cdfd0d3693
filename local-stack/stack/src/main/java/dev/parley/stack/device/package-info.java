/** What the commands that act as client devices share. */
@NullMarked
package dev.parley.stack.device;

import org.jspecify.annotations.NullMarked;
