@NullMarked
package dev.parley.conversation.job;

import org.jspecify.annotations.NullMarked;
