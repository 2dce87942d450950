package org.tessera.app;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.tessera.store.RecordStore;

/**
 * A copy of everything in one zip file: first {@code store}, the store's own backup, then {@code
 * archive/…}, the raw records. The index is left out, as it is derived.
 */
final class BackupFile {
  private static final String STORE = "store";
  private static final String ARCHIVE = "archive/";

  private BackupFile() {}

  /** The archive is read after the store, so it has the raw form of each record of the backup. */
  static void write(RecordStore store, Path archive, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    // Both parts are compressed already.
    zip.setLevel(Deflater.NO_COMPRESSION);
    zip.putNextEntry(new ZipEntry(STORE));
    store.backup(
        new FilterOutputStream(zip) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
          }

          @Override
          public void close() throws IOException {
            flush();
          }
        });
    for (Path file : files(archive)) {
      zip.putNextEntry(new ZipEntry(ARCHIVE + archive.relativize(file)));
      Files.copy(file, zip);
    }
    zip.finish();
    zip.flush();
  }

  /**
   * Reads a backup into folders that do not exist.
   *
   * @throws IOException when the file is no whole backup
   */
  static void restore(Path file, Path store, Path archive, String baseIri) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      ZipEntry first = zip.getNextEntry();
      if (first == null || !first.getName().equals(STORE)) {
        throw new ZipException("it is no backup of Tessera");
      }
      RecordStore.restore(
          new FilterInputStream(zip) {
            @Override
            public void close() {}
          },
          store,
          baseIri);
      Files.createDirectories(archive);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        extract(zip, entry, archive);
      }
    }
  }

  private static void extract(InputStream zip, ZipEntry entry, Path archive) throws IOException {
    String name = entry.getName();
    Path target = archive.resolve(name.replaceFirst("^" + ARCHIVE, "")).normalize();
    if (!name.startsWith(ARCHIVE) || !target.startsWith(archive)) {
      throw new ZipException("it holds '" + name + "', which no backup of Tessera does");
    }
    Files.createDirectories(target.getParent());
    Files.copy(zip, target);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".tmp"))
          .sorted()
          .toList();
    }
  }
}
