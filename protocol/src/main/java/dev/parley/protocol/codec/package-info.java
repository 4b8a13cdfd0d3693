/** Client frames as bytes, in JSON or protobuf. */
@NullMarked
package dev.parley.protocol.codec;

import org.jspecify.annotations.NullMarked;
