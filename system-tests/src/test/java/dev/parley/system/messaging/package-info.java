/** What people can rely on while everything works. */
@NullMarked
package dev.parley.system.messaging;

import org.jspecify.annotations.NullMarked;
