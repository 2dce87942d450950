package org.tessera.harvester;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The payloads in a file or folder: plain, gzip, or the members of a zip. */
final class LocalFiles {
  private static final int MOST_MEMBERS = 10_000;

  private final long limit;

  /**
   * @param limit bytes that one payload may have decompressed
   */
  LocalFiles(long limit) {
    this.limit = limit;
  }

  List<Payload> under(Path path) {
    if (!Files.isDirectory(path)) {
      return of(path);
    }
    List<Payload> payloads = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(path)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        payloads.addAll(of(file));
      }
    } catch (UncheckedIOException e) {
      throw unreadable(path, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return payloads;
  }

  List<Payload> of(Path file) {
    String name = name(file);
    try {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      long size = Files.size(file);
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith(".gz")) {
        String inner = name.substring(0, name.length() - 3);
        return List.of(
            new Payload(
                inner,
                () ->
                    new BoundedInput(
                        new GZIPInputStream(buffered(file), 1 << 16), name, size, limit)));
      }
      if (lower.endsWith(".zip")) {
        return members(file, name, size);
      }
      return List.of(new Payload(name, () -> new BoundedInput(buffered(file), name, -1, limit)));
    } catch (ZipException e) {
      throw new HarvestException(
          HarvestException.Category.SOURCE_MALFORMED,
          name + " is no zip file: " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private List<Payload> members(Path zip, String name, long size) throws IOException {
    List<Payload> payloads = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(buffered(zip))) {
      BoundedInput bounded = new BoundedInput(in, name, size, limit);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (payloads.size() >= MOST_MEMBERS) {
          throw new HarvestException(
              HarvestException.Category.LIMIT_REACHED,
              name + " has more than " + MOST_MEMBERS + " members");
        }
        String member = entry.getName();
        if (!entry.isDirectory()) {
          payloads.add(
              new Payload(
                  nameOf(member),
                  () -> new BoundedInput(member(zip, member), name + "!" + member, size, limit)));
        }
        bounded.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }
    if (payloads.isEmpty()) {
      throw new HarvestException(
          HarvestException.Category.SOURCE_MALFORMED, name + " is no zip file, or has no members");
    }
    return payloads;
  }

  private static InputStream member(Path zip, String member) throws IOException {
    ZipInputStream in = new ZipInputStream(buffered(zip));
    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (entry.getName().equals(member)) {
        return in;
      }
    }
    in.close();
    throw new IOException(zip.getFileName() + " has lost its member " + member);
  }

  private static InputStream buffered(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  private static String name(Path file) {
    return nameOf(String.valueOf(file.getFileName()));
  }

  /** Archives made on a Mac decompose accents; patterns and people compose them. */
  private static String nameOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static HarvestException unreadable(Path path, IOException e) {
    HarvestException.Category whose =
        e instanceof NoSuchFileException || e instanceof AccessDeniedException
            ? HarvestException.Category.BAD_REQUEST
            : HarvestException.Category.SOURCE_MALFORMED;
    String reason =
        e instanceof NoSuchFileException ? "does not exist" : "cannot be read: " + e.getMessage();
    return new HarvestException(whose, path + " " + reason, e);
  }
}
