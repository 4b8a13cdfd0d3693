/** ZooKeeper: HBase and Flink's JobManager find themselves through it. */
@NullMarked
package dev.parley.stack.zookeeper;

import org.jspecify.annotations.NullMarked;
