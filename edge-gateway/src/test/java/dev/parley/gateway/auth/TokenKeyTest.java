package dev.parley.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeyTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir Path directory = Path.of("");

  @Test
  void aMissingKeyIsMadeAndKept() throws Exception {
    Path file = directory.resolve("keys/token.key");
    TokenKey made = TokenKey.load(file, random);

    assertThat(TokenKey.load(file, random).bytes()).isEqualTo(made.bytes()).hasSize(32);
  }

  @Test
  void onlyTheOwnerMayReadIt() throws Exception {
    Path file = directory.resolve("token.key");
    TokenKey.load(file, random);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void gatewaysThatStartAtOnceEndWithTheSameKey() throws Exception {
    Path file = directory.resolve("token.key");
    ExecutorService starts = Executors.newFixedThreadPool(8);
    try {
      List<Future<TokenKey>> keys = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        keys.add(starts.submit(() -> TokenKey.load(file, random)));
      }
      byte[] expected = keys.get(0).get().bytes();
      for (Future<TokenKey> key : keys) {
        assertThat(key.get().bytes()).isEqualTo(expected);
      }
    } finally {
      starts.shutdownNow();
    }
  }

  @Test
  void aFileThatIsNoKeyIsRefusedByItsName() throws Exception {
    Path file = Files.writeString(directory.resolve("token.key"), "c2hvcnQ=");

    assertThatThrownBy(() -> TokenKey.load(file, random))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("32 bytes");
  }

  @Test
  void theSecretIsInNoText() throws Exception {
    assertThat(TokenKey.load(directory.resolve("token.key"), random))
        .hasToString("TokenKey(hidden)");
  }
}
