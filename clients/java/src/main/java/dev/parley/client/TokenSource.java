package dev.parley.client;

import java.util.concurrent.CompletableFuture;

/** Where a token comes from. It is asked before each connect, because tokens run out. */
@FunctionalInterface
public interface TokenSource {
  CompletableFuture<String> token();

  static TokenSource of(String token) {
    return () -> CompletableFuture.completedFuture(token);
  }
}
