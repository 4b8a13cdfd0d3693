package dev.parley.system.contract;

import dev.parley.protocol.codec.FrameCodec;
import dev.parley.system.fixture.Device;
import dev.parley.system.fixture.Line;
import dev.parley.system.fixture.Parley;
import dev.parley.system.fixture.RawLine;

/** All the ways to speak with Parley. */
enum Client {
  RAW_JSON {
    @Override
    Line connect(Parley parley, Login login) {
      return raw(parley, login, FrameCodec.JSON);
    }
  },
  RAW_PROTO {
    @Override
    Line connect(Parley parley, Login login) {
      return raw(parley, login, FrameCodec.PROTO);
    }
  },
  JAVA {
    @Override
    Line connect(Parley parley, Login login) {
      return new JavaLine(parley.socket(login.slot()), login);
    }
  },
  WEB {
    @Override
    Line connect(Parley parley, Login login) {
      return WebLine.start(parley.socket(login.slot()), login);
    }
  };

  /**
   * What a hello says, and where.
   *
   * @param slot the gateway
   */
  record Login(String user, String token, String device, int slot, long since) {}

  abstract Line connect(Parley parley, Login login);

  /** Another client for the other side of a conversation. */
  Client other() {
    return switch (this) {
      case RAW_JSON -> RAW_PROTO;
      case RAW_PROTO -> JAVA;
      case JAVA -> WEB;
      case WEB -> RAW_JSON;
    };
  }

  /** A welcome device that asked for everything after {@code since}. */
  Device device(Parley parley, String user, String device, int slot, long since) {
    Login login = new Login(user, parley.token(user), device, slot, since);
    return Device.welcomed(user, connect(parley, login));
  }

  /** A new device that has caught up. */
  Device device(Parley parley, String user, String device, int slot) {
    Device opened = device(parley, user, device, slot, 0);
    opened.awaitCaughtUp();
    return opened;
  }

  private static Line raw(Parley parley, Login login, FrameCodec codec) {
    return new RawLine(
        parley.greet(login.slot(), codec, login.token(), login.device(), login.since()));
  }
}
