/** Programs to start from. */
@NullMarked
package dev.parley.client.example;

import org.jspecify.annotations.NullMarked;
