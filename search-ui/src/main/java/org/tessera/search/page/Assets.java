package org.tessera.search.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
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
      Resource[] files =
          new PathMatchingResourcePatternResolver().getResources("classpath:" + FOLDER + "**/*.*");
      Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
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
}
