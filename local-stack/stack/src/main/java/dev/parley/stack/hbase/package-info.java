/** HBase with the ZooKeeper inside it. */
@NullMarked
package dev.parley.stack.hbase;

import org.jspecify.annotations.NullMarked;
