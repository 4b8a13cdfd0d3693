@NullMarked
package dev.parley.history.schema;

import org.jspecify.annotations.NullMarked;
