/** Several devices of two people, cut and killed while they talk: in the end all know the same. */
@NullMarked
package dev.parley.chaos.converge;

import org.jspecify.annotations.NullMarked;
