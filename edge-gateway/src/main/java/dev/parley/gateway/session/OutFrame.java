package dev.parley.gateway.session;

import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.v1.ServerFrame;
import java.util.EnumMap;
import java.util.Map;

/** A frame on its way out. It may go to several sessions, and is encoded once per codec. */
public final class OutFrame {
  private final ServerFrame frame;
  private final Map<FrameCodec, byte[]> encoded = new EnumMap<>(FrameCodec.class);

  public OutFrame(ServerFrame frame) {
    this.frame = frame;
  }

  public ServerFrame frame() {
    return frame;
  }

  /** Not to be changed: others share them. */
  public synchronized byte[] bytes(FrameCodec codec) {
    return encoded.computeIfAbsent(codec, c -> c.encode(frame));
  }
}
