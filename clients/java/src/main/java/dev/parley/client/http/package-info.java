/** What a gateway offers over HTTP, beside the socket. */
@NullMarked
package dev.parley.client.http;

import org.jspecify.annotations.NullMarked;
