package dev.parley.presence;

class InMemoryRosterTest extends RosterStoreContract {
  private final InMemoryRoster roster = new InMemoryRoster();

  @Override
  protected RosterStore store() {
    return roster;
  }
}
