/** Makes clusters that exist already ready for Parley: topics, tables, jobs. */
@NullMarked
package dev.parley.stack.bootstrap;

import org.jspecify.annotations.NullMarked;
