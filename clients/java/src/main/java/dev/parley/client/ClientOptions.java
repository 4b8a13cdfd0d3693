package dev.parley.client;

import dev.parley.client.connection.Settings;
import dev.parley.client.connection.Timings;
import dev.parley.client.store.DeviceStore;
import dev.parley.client.store.MemoryStore;
import dev.parley.protocol.codec.FrameCodec;
import dev.parley.protocol.id.DeviceId;
import java.net.URI;
import java.util.List;

/**
 * How a client connects.
 *
 * @param tokens asked before each connect
 * @param codec JSON or protobuf; the rules are the same
 * @param store what the device remembers; {@link MemoryStore} forgets at the end of the process
 */
public record ClientOptions(
    Settings settings, TokenSource tokens, FrameCodec codec, DeviceStore store) {
  private static final String CLIENT_NAME = "parley-java/0.1";

  /** Protobuf, deliveries confirmed, nothing remembered from before. */
  public static ClientOptions of(List<URI> gateways, String deviceId, TokenSource tokens) {
    return new ClientOptions(
        new Settings(gateways, new DeviceId(deviceId).value(), CLIENT_NAME, true, Timings.DEFAULT),
        tokens,
        FrameCodec.PROTO,
        new MemoryStore());
  }

  public ClientOptions withCodec(FrameCodec other) {
    return new ClientOptions(settings, tokens, other, store);
  }

  public ClientOptions withStore(DeviceStore other) {
    return new ClientOptions(settings, tokens, codec, other);
  }

  public ClientOptions withTimings(Timings timings) {
    return withSettings(
        new Settings(
            settings.gateways(),
            settings.deviceId(),
            settings.clientName(),
            settings.confirmDelivery(),
            timings));
  }

  /** Leaves it to the application to say "delivered". */
  public ClientOptions withoutDeliveryReceipts() {
    return withSettings(
        new Settings(
            settings.gateways(),
            settings.deviceId(),
            settings.clientName(),
            false,
            settings.timings()));
  }

  private ClientOptions withSettings(Settings other) {
    return new ClientOptions(other, tokens, codec, store);
  }
}
