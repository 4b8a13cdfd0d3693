package dev.parley.conversation;

class InMemoryConversationTest implements ConversationStoreContract {
  private final InMemoryConversation store = new InMemoryConversation();

  @Override
  public ConversationStore store() {
    return store;
  }
}
