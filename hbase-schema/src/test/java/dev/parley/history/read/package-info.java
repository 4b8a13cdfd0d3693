@NullMarked
package dev.parley.history.read;

import org.jspecify.annotations.NullMarked;
