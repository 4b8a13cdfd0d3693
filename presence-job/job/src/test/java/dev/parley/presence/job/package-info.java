@NullMarked
package dev.parley.presence.job;

import org.jspecify.annotations.NullMarked;
