package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.tessera.ontology.Prov;
import org.tessera.store.Batch;
import org.tessera.store.RecordStore;

/** Runs are many: who asks whether a register is an extract does not walk them each time. */
class ExtractsTest {
  private static final Node REGISTER = NodeFactory.createURI("https://w3id.org/tessera/id/many");

  @Test
  void runsAreWalkedOncePerRun() {
    try (RecordStore store = RecordStore.inMemory("https://w3id.org/tessera/")) {
      store.putGraph(
          REGISTER,
          SampleRegisters.turtle(
              "<id/many> a dcat:Catalog , tess:Source ; dct:identifier 'many' ; dct:title 'Many'@en"
                  + " ; tess:protocol 'file' ; tess:bundled true ."));
      AtomicInteger walks = new AtomicInteger();
      Extracts extracts = new Extracts(counted(store, walks));
      for (int run = 1; run <= 2; run++) {
        store.commit(
            new Batch(
                "many",
                SampleRegisters.run("many", run),
                List.of(),
                Set.of(),
                SampleRegisters.runStatements("many", run)));
        for (int i = 0; i < 3; i++) {
          assertEquals(Set.of("many"), extracts.among(store.sources()));
        }
        assertEquals(run, walks.get());
      }
    }
  }

  private static RecordStore counted(RecordStore store, AtomicInteger walks) {
    return (RecordStore)
        Proxy.newProxyInstance(
            RecordStore.class.getClassLoader(),
            new Class<?>[] {RecordStore.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("read")) {
                throw new IllegalStateException(method.getName());
              }
              @SuppressWarnings("unchecked")
              Function<DatasetGraph, Object> question =
                  (Function<DatasetGraph, Object>) arguments[0];
              return store.read(dataset -> question.apply(new Counted(dataset, walks)));
            });
  }

  private static final class Counted extends DatasetGraphWrapper {
    private final AtomicInteger walks;

    Counted(DatasetGraph dataset, AtomicInteger walks) {
      super(dataset);
      this.walks = walks;
    }

    @Override
    public java.util.Iterator<Quad> findNG(Node graph, Node subject, Node predicate, Node object) {
      if (predicate.equals(Prov.used)) {
        walks.incrementAndGet();
      }
      return super.findNG(graph, subject, predicate, object);
    }
  }
}
