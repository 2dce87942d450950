package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Prov;
import org.tessera.store.Batch;

class NamesOfRunsTest {
  private static final String RUNS = MappingsFolder.BASE + "id/run/" + PersonalCourses.SOURCE + "/";

  @TempDir private Path folder;

  @Test
  void aRunIsLaterThanAllBeforeThoughTheClockWasSetBack() throws IOException {
    try (PersonalCourses courses = PersonalCourses.inMemory(folder)) {
      Node ahead = NodeFactory.createURI(RUNS + "29990101T000000Z");
      Triple started =
          Triple.create(
              ahead,
              Prov.startedAtTime,
              NodeFactory.createLiteralDT("2999-01-01T00:00:00Z", XSDDatatype.XSDdateTime));
      courses.store.commit(
          new Batch(PersonalCourses.SOURCE, ahead, List.of(), Set.of(), List.of(started)));
      courses.harvest();
      assertEquals(
          RUNS + "29990101T000001Z",
          courses.store.runs(PersonalCourses.SOURCE, 1).getFirst().run().run().getURI());
    }
  }
}
