@NullMarked
package dev.parley.delivery.job;

import org.jspecify.annotations.NullMarked;
