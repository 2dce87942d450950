package org.tessera.app;

import java.io.IOException;
import java.io.OutputStream;

/** Where tasks are handed in: the registry of this process, or the server that holds the folder. */
interface Desk extends AutoCloseable {

  /**
   * Does a job.
   *
   * @return the exit code of the command line: 0, 1 when it failed, 2 when it found faults
   * @throws ClearError when the job cannot be done
   */
  int run(Task.Job job, Listener listener);

  /**
   * Writes the document asked for.
   *
   * @throws ClearError when there is none, before the first byte
   * @throws IOException when it breaks off
   */
  void write(Task.Document document, OutputStream out) throws IOException;

  @Override
  void close();
}
