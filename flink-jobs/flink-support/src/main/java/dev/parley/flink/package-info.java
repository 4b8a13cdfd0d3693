/**
 * What every job shares: Kafka in and out as raw bytes, dead letters, the job's environment and its
 * arguments.
 */
@NullMarked
package dev.parley.flink;

import org.jspecify.annotations.NullMarked;
