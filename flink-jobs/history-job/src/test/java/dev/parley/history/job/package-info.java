@NullMarked
package dev.parley.history.job;

import org.jspecify.annotations.NullMarked;
