/**
 * Who is online, for whom: pure rules. A roster holds what one gateway said of the users of one
 * partition; a person is what follows from the rosters for one user.
 */
@NullMarked
package dev.parley.presence;

import org.jspecify.annotations.NullMarked;
