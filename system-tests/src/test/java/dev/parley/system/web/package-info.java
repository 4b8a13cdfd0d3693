/** The web client in real browsers, on the shared stack. */
@NullMarked
package dev.parley.system.web;

import org.jspecify.annotations.NullMarked;
