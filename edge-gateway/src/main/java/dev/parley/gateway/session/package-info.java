/** What a session does, as a pure machine: no socket, no Kafka, no clock. */
@NullMarked
package dev.parley.gateway.session;

import org.jspecify.annotations.NullMarked;
