package org.tessera.store;

final class InMemoryStoreTest extends RecordStoreContract {
  @Override
  RecordStore open() {
    return RecordStore.inMemory(Samples.BASE);
  }
}
