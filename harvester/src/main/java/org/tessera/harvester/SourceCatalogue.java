package org.tessera.harvester;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All sources that this build knows, by id. */
final class SourceCatalogue {
  private static final String FOLDER = "org/tessera/mappings";

  private final SortedMap<String, SourceDescriptor> descriptors = new TreeMap<>();

  private SourceCatalogue(List<SourceFolder> folders, String baseIri) {
    DescriptorReader reader = new DescriptorReader(baseIri);
    for (SourceFolder folder : folders) {
      SourceDescriptor descriptor = reader.read(folder);
      descriptors.put(descriptor.id(), descriptor);
    }
  }

  /** The sources of the mappings module. */
  static SourceCatalogue onClassPath(String baseIri) {
    URL url = SourceCatalogue.class.getClassLoader().getResource(FOLDER);
    if (url == null) {
      return new SourceCatalogue(List.of(), baseIri);
    }
    try {
      return in(path(url.toURI()), baseIri);
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException("the mappings on the class path cannot be listed", e);
    }
  }

  /** The sources in a folder that holds one folder for each. */
  static SourceCatalogue in(Path folder, String baseIri) {
    List<SourceFolder> folders = new ArrayList<>();
    try (Stream<Path> list = Files.list(folder)) {
      list.filter(path -> Files.exists(path.resolve("source.ttl")))
          .forEach(path -> folders.add(new SourceFolder(name(path), path)));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be listed", e);
    }
    return new SourceCatalogue(folders, baseIri);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName()).replace("/", "");
  }

  private static Path path(URI uri) throws IOException {
    if (!"jar".equals(uri.getScheme())) {
      return Path.of(uri);
    }
    FileSystem jar;
    try {
      jar = FileSystems.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException e) {
      jar = FileSystems.getFileSystem(uri);
    }
    return jar.getPath(FOLDER);
  }

  List<SourceDescriptor> all() {
    return List.copyOf(descriptors.values());
  }

  SourceDescriptor get(String id) {
    SourceDescriptor descriptor = descriptors.get(id);
    if (descriptor == null) {
      throw new HarvestException(
          HarvestException.Category.BAD_REQUEST,
          "no source is called "
              + id
              + "; the sources are "
              + String.join(", ", descriptors.keySet()));
    }
    return descriptor;
  }
}
