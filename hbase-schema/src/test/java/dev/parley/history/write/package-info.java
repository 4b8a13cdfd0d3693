@NullMarked
package dev.parley.history.write;

import org.jspecify.annotations.NullMarked;
