@NullMarked
package dev.parley.history.store;

import org.jspecify.annotations.NullMarked;
