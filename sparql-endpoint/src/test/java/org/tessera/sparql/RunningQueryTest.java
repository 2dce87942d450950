package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the memory guard knows of a query. */
class RunningQueryTest {
  @Test
  void tellsWhatItsThreadAllocated() {
    RunningQuery running = new RunningQuery();
    assertTrue(new byte[1 << 20].length <= running.allocated());
  }

  @Test
  void refusesAVirtualThread() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RunningQuery> running = threads.submit(RunningQuery::new);
      ExecutionException thrown = assertThrows(ExecutionException.class, running::get);
      assertTrue(String.valueOf(thrown.getMessage()).contains("platform threads"));
    }
  }
}
