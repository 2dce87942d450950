package org.tessera.sparql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.tessera.store.RecordStore;

/** A store that holds a fixture file, and a server on it, for all tests of a class. */
final class ServedFixture implements BeforeAllCallback, AfterAllCallback {
  private final String file;
  private @Nullable RecordStore store;
  private @Nullable TestServer server;

  ServedFixture(String file) {
    this.file = file;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    store = Fixture.store(file);
    server = new TestServer(store, TestServer.search(), SparqlLimits.defaults());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server().close();
    store().close();
  }

  RecordStore store() {
    return started(store);
  }

  TestServer server() {
    return started(server);
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("Not started");
    }
    return part;
  }
}
