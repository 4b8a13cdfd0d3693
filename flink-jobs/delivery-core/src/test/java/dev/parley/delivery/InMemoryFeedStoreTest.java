package dev.parley.delivery;

import java.util.function.Consumer;

class InMemoryFeedStoreTest extends FeedStoreContract {
  @Override
  protected void withStore(Consumer<FeedStore> test) {
    test.accept(new InMemoryFeedStore());
  }
}
