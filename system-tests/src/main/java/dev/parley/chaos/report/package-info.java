/** What people and programs are told of runs. */
@NullMarked
package dev.parley.chaos.report;

import org.jspecify.annotations.NullMarked;
