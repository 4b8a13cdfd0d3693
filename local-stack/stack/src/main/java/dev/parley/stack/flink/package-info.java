/** The Flink session cluster, and the jobs that run in it. */
@NullMarked
package dev.parley.stack.flink;

import org.jspecify.annotations.NullMarked;
