/** HBase and its tables. */
@NullMarked
package dev.parley.stack.hbase;

import org.jspecify.annotations.NullMarked;
