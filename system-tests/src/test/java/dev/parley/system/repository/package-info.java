/** What must hold of the repository as a whole. */
@NullMarked
package dev.parley.system.repository;

import org.jspecify.annotations.NullMarked;
