@NullMarked
package dev.parley.client.connection;

import org.jspecify.annotations.NullMarked;
