/** The way to HBase: one lazily opened connection with bounded waiting. */
@NullMarked
package dev.parley.history.store;

import org.jspecify.annotations.NullMarked;
