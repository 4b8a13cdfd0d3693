package dev.parley.protocol.codec;

import dev.parley.protocol.ProtocolLimits;
import dev.parley.protocol.v1.ClientFrame;
import dev.parley.protocol.v1.ServerFrame;
import java.util.Arrays;
import java.util.Optional;

/** The two encodings of a frame. Both take and refuse the same frames. */
public enum FrameCodec {
  JSON(ProtocolLimits.SUBPROTOCOL_JSON, true) {
    @Override
    public byte[] encode(ServerFrame frame) {
      return JsonFrames.write(frame);
    }

    @Override
    public byte[] encode(ClientFrame frame) {
      return JsonFrames.write(frame);
    }

    @Override
    public ClientFrame decodeClient(byte[] bytes) throws FrameException {
      return JsonFrames.read(bytes, ClientFrame.newBuilder()).build();
    }

    @Override
    public ServerFrame decodeServer(byte[] bytes) throws FrameException {
      return JsonFrames.read(bytes, ServerFrame.newBuilder()).build();
    }
  },
  PROTO(ProtocolLimits.SUBPROTOCOL_PROTO, false) {
    @Override
    public byte[] encode(ServerFrame frame) {
      return frame.toByteArray();
    }

    @Override
    public byte[] encode(ClientFrame frame) {
      return frame.toByteArray();
    }

    @Override
    public ClientFrame decodeClient(byte[] bytes) throws FrameException {
      return ProtoFrames.read(bytes, ClientFrame.newBuilder()).build();
    }

    @Override
    public ServerFrame decodeServer(byte[] bytes) throws FrameException {
      return ProtoFrames.read(bytes, ServerFrame.newBuilder()).build();
    }
  };

  private final String subprotocol;
  private final boolean text;

  FrameCodec(String subprotocol, boolean text) {
    this.subprotocol = subprotocol;
    this.text = text;
  }

  /** The WebSocket sub-protocol that chooses this codec. */
  public String subprotocol() {
    return subprotocol;
  }

  /** True for text messages, false for binary ones. */
  public boolean isText() {
    return text;
  }

  public abstract byte[] encode(ServerFrame frame);

  public abstract byte[] encode(ClientFrame frame);

  /** One frame of exactly one kind, else {@code bad_frame} or {@code unknown_kind}. */
  public abstract ClientFrame decodeClient(byte[] bytes) throws FrameException;

  public abstract ServerFrame decodeServer(byte[] bytes) throws FrameException;

  public static Optional<FrameCodec> ofSubprotocol(String name) {
    return Arrays.stream(values()).filter(codec -> codec.subprotocol.equals(name)).findFirst();
  }
}
