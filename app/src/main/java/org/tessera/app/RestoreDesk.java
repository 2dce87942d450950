package org.tessera.app;

import java.io.OutputStream;
import java.nio.file.Path;

/** Restores a backup into a folder that nobody else has open. */
final class RestoreDesk implements Desk {
  private final DataFolder folder;
  private final Settings settings;

  RestoreDesk(DataFolder folder, Settings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  @Override
  public int run(Task.Job job, Listener listener) {
    if (!(job instanceof Task.Restore restore)) {
      throw new IllegalArgumentException("No restore: " + job);
    }
    Restoring restoring = new Restoring(folder, settings.text(Setting.BASE_IRI));
    Restoring.Contents contents = restoring.unpack(Path.of(restore.file()));
    folder.keep();
    restoring.replace();
    if (restoring.hasKept()) {
      listener.say(restoring.whereItIsKept());
    }
    contents.tell(listener);
    listener.say("Serve it with ./tessera start --data '" + folder.path() + "'");
    return 0;
  }

  @Override
  public void write(Task.Document document, OutputStream out) {
    throw new IllegalArgumentException("No restore: " + document);
  }

  @Override
  public void close() {
    folder.close();
  }
}
