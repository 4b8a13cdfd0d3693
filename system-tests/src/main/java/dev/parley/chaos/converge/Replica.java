package dev.parley.chaos.converge;

import dev.parley.chaos.history.DeviceKey;
import java.util.UUID;

/** A device, and the application on it. */
interface Replica extends AutoCloseable {
  DeviceKey key();

  /** Which client it uses. */
  String client();

  boolean isUp();

  void say(String peer, UUID id, String text);

  /** The person has read up to this message. */
  void read(long seq);

  /** It is gone, in the middle of whatever it does. */
  void drop();

  /** It is there again, with what it had stored. */
  void comeBack();

  /** What it has stored. */
  Copy copy();

  @Override
  void close();
}
