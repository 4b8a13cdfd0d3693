/** HBase as one process of a local stack. */
@NullMarked
package dev.parley.hbase;

import org.jspecify.annotations.NullMarked;
