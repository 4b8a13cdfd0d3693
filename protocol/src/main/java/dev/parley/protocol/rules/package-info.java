/** What a client frame must keep to, whatever encoding it came in. */
@NullMarked
package dev.parley.protocol.rules;

import org.jspecify.annotations.NullMarked;
