/** The history job: the conversation log and the users' feeds, written to HBase. */
@NullMarked
package dev.parley.history.job;

import org.jspecify.annotations.NullMarked;
