package org.tessera.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;

/** A copy of everything as gzip-compressed N-Quads, and the way back. */
final class StoreBackup {
  private StoreBackup() {}

  static void write(DatasetGraph dataset, OutputStream out) throws IOException {
    GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
    Txn.executeRead(dataset, () -> RDFDataMgr.write(gzip, dataset, Lang.NQUADS));
    gzip.finish();
  }

  static void restore(InputStream backup, Path folder, StoreNames names) throws IOException {
    if (Files.exists(folder) && !isEmptyFolder(folder)) {
      throw new StoreException("Cannot restore into " + folder + ": it is not empty");
    }
    Path absolute = folder.toAbsolutePath();
    // Loaded beside the folder and moved when whole, so that a killed restore leaves no half store.
    Path loading = absolute.resolveSibling(absolute.getFileName() + ".restoring");
    delete(loading);
    try {
      load(backup, loading, names);
      Files.deleteIfExists(absolute);
      Files.move(loading, absolute);
    } finally {
      delete(loading);
    }
  }

  private static void load(InputStream backup, Path folder, StoreNames names) {
    DatasetGraph dataset = Tdb2Store.connect(folder);
    try {
      Txn.executeWrite(
          dataset,
          () -> {
            parse(backup, dataset);
            requireSameBase(dataset, names);
          });
    } finally {
      Tdb2Store.disconnect(dataset);
    }
  }

  private static void parse(InputStream backup, DatasetGraph dataset) {
    try (InputStream quads = new WholeStream(new GZIPInputStream(backup, 1 << 16))) {
      RDFParser.source(quads)
          .lang(Lang.NQUADS)
          .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
          .checking(false)
          .parse(StreamRDFLib.dataset(dataset));
    } catch (UncheckedIOException e) {
      throw damaged(Objects.requireNonNull(e.getCause()));
    } catch (IOException | RiotException e) {
      throw damaged(e);
    }
  }

  private static StoreException damaged(Exception e) {
    return new StoreException("The backup is damaged: " + e.getMessage(), e);
  }

  private static void requireSameBase(DatasetGraph dataset, StoreNames names) {
    boolean found = Txn.calculateRead(dataset, () -> dataset.containsGraph(names.system()));
    if (!found) {
      throw new StoreException(
          "The backup holds no records under " + names.base() + "; is tessera.base-iri right?");
    }
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.walk(folder)) {
      List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }

  /** Makes a gzip that is cut short fail: the parser takes an EOFException for a good end. */
  private static final class WholeStream extends FilterInputStream {
    WholeStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      try {
        return super.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      try {
        return super.read(bytes, from, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
