@NullMarked
package dev.parley.history.recent;

import org.jspecify.annotations.NullMarked;
