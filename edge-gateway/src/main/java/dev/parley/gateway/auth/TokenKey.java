package dev.parley.gateway.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that tokens are signed with: 32 bytes, in a file of base64. */
public final class TokenKey {
  private static final int BYTES = 32;

  private final byte[] secret;

  private TokenKey(byte[] secret) {
    this.secret = secret;
  }

  public static TokenKey of(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException(
          "token key: " + secret.length + " bytes (expected: " + BYTES + " bytes in base64)");
    }
    return new TokenKey(secret.clone());
  }

  /** Reads the key; makes it first if there is no such file. */
  public static TokenKey load(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      create(file, random);
    }
    try {
      return of(
          Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip()));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "token-key: " + file + " (expected: a file of " + BYTES + " bytes in base64)", e);
    }
  }

  byte[] bytes() {
    return secret.clone();
  }

  @Override
  public String toString() {
    return "TokenKey(hidden)";
  }

  /**
   * A link appears whole or not at all and never replaces: of two gateways that start at once, one
   * makes the key and both read it.
   */
  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path draft =
        Files.createTempFile(
            directory,
            "token-key",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, Base64.getEncoder().encodeToString(secret) + "\n");
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return; // another gateway was first
    } finally {
      Files.delete(draft);
    }
  }
}
