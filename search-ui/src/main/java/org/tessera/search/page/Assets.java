package org.tessera.search.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.webjars.WebJarVersionLocator;

/**
 * Addresses of the static files. They hold a hash over all files, so that a browser may keep them
 * for good and still sees a change at once.
 *
 * @param version the hash
 * @param editor folder of the SPARQL editor below {@code /webjars}, with its version
 */
record Assets(String version, String editor) {
  static final String FOLDER = "org/tessera/search/page/static/";

  /** Folders match the pattern of a search too, some with a dot in their name. */
  private static final Pattern FILE = Pattern.compile(".*\\.(css|js|svg|woff2)");

  /** Reads the files of the class path. */
  static Assets read() {
    String script = new WebJarVersionLocator().fullPath("zazuko__yasgui", "build/yasgui.min.js");
    if (script == null) {
      throw new IllegalStateException("The SPARQL editor's webjar is not on the class path");
    }
    String path = script.substring(script.indexOf("/webjars/"), script.lastIndexOf('/'));
    return new Assets(hash(), path);
  }

  String address(String file) {
    return file.startsWith("yasgui") ? editor + "/" + file : "/assets/" + version + "/" + file;
  }

  private static String hash() {
    try {
      List<Resource> files =
          Stream.of(
                  new PathMatchingResourcePatternResolver()
                      .getResources("classpath:" + FOLDER + "**/*"))
              .filter(file -> FILE.matcher(name(file)).matches())
              .sorted(Comparator.comparing(Assets::name))
              .toList();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Resource file : files) {
        digest.update(file.getContentAsByteArray());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the pages' static files", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String name(Resource file) {
    return String.valueOf(file.getFilename());
  }
}
