/**
 * The rules of a user's feed: which update gets which position, who hears of it live, and what a
 * session that opens has missed. Pure: no engine, no clock.
 */
@NullMarked
package dev.parley.delivery;

import org.jspecify.annotations.NullMarked;
