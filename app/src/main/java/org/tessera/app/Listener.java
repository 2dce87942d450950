package org.tessera.app;

/** Hears what a job has to tell while it works. */
interface Listener {

  /** How far the job is; called often. */
  void progress(Progress progress);

  /** One line for people. */
  void say(String line);

  /** One line of JSON for scripts; the last one is the job's result. */
  void result(String json);

  /**
   * How far a job is.
   *
   * @param what what is being worked on, such as a source's id
   * @param done records so far
   * @param expected estimate of all records, or -1
   * @param perSecond records a second
   */
  record Progress(String what, long done, long expected, double perSecond) {}
}
