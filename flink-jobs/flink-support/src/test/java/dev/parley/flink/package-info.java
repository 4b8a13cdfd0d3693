@NullMarked
package dev.parley.flink;

import org.jspecify.annotations.NullMarked;
