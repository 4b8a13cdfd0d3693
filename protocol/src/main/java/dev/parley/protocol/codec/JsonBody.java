package dev.parley.protocol.codec;

import com.google.protobuf.Message;

/** A message of the schema as JSON without the frame around it: what HTTP answers with. */
public final class JsonBody {
  private JsonBody() {}

  public static byte[] of(Message body) {
    return JsonFrames.write(body);
  }
}
