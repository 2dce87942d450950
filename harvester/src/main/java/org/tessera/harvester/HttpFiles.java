package org.tessera.harvester;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Files fetched over HTTP, each kept with its validators, so that an unchanged one is not fetched
 * again (conditional GET, RFC 9110 section 13). Never connects to a private address unless the
 * settings allow it.
 */
final class HttpFiles {
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_TRIES = 4;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final HarvestSettings settings;
  private final Path folder;
  private final BooleanSupplier stopRequested;
  private final Addresses addresses;
  private final SSLContext tls;

  /**
   * @param folder where fetched files are kept
   */
  HttpFiles(HarvestSettings settings, Path folder, BooleanSupplier stopRequested) {
    this(settings, folder, stopRequested, Addresses.of(settings), defaultTls());
  }

  HttpFiles(
      HarvestSettings settings,
      Path folder,
      BooleanSupplier stopRequested,
      Addresses addresses,
      SSLContext tls) {
    this.settings = settings;
    this.folder = folder;
    this.stopRequested = stopRequested;
    this.addresses = addresses;
    this.tls = tls;
  }

  /** What the machine trusts. */
  private static SSLContext defaultTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The file at an address, as it is there now.
   *
   * @throws HarvestException if it cannot be had whole and in time; a bad request only where the
   *     address itself may be mistyped, being neither known nor left by a redirect
   */
  Path download(String source, URI address) {
    Path kept = folder.resolve(source).resolve(name(address));
    Path validators = kept.resolveSibling(kept.getFileName() + ".validators");
    Instant deadline = Instant.now().plus(settings.timeLimit());
    URI current = address;
    int redirects = 0;
    int tries = 0;
    boolean known = Files.exists(kept);
    while (true) {
      requireNoStop();
      HarvestException.Category whose =
          known || redirects > 0
              ? HarvestException.Category.SOURCE_DOWN
              : HarvestException.Category.BAD_REQUEST;
      List<InetAddress> at = places(current, whose);
      try (HttpAnswer response =
          HttpAnswer.get(
              current, at, headers(kept, validators), tls, requireTime(deadline, current))) {
        int status = response.status();
        if (status == 304 && Files.exists(kept)) {
          return kept;
        }
        if (status == 200) {
          keep(response.body(), kept, deadline, current);
          keepValidators(response, validators);
          return kept;
        }
        Optional<String> location = response.header("Location");
        if (status / 100 == 3 && location.isPresent()) {
          if (++redirects > MOST_REDIRECTS) {
            throw down(current, "redirects more than " + MOST_REDIRECTS + " times");
          }
          current = redirected(current, location.get());
        } else if ((status == 429 || status == 503) && ++tries < MOST_TRIES) {
          pause(response, tries, deadline, current);
        } else if (status == 404 || status == 410) {
          throw new HarvestException(whose, current + " answered " + status);
        } else {
          throw down(current, "answered " + status);
        }
      } catch (IOException e) {
        if (!Instant.now().isBefore(deadline)) {
          throw tooLong(current);
        }
        if (++tries >= MOST_TRIES) {
          throw down(current, "failed: " + HarvestException.plain(e));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw down(current, "was interrupted");
      }
    }
  }

  /**
   * Keeps nothing of what was fetched for a source; it is fetched whole the next time.
   *
   * @return what is wrong where something is left
   */
  Optional<String> forget(String source) {
    Path of = folder.resolve(source);
    if (!Files.isDirectory(of)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.walk(of)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException | UncheckedIOException e) {
      return Optional.of(
          "fetched files of " + source + " cannot be deleted: " + HarvestException.plain(e));
    }
    return Optional.empty();
  }

  private static URI redirected(URI from, String location) {
    try {
      return from.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw down(from, "redirects to " + location + ", which is no address");
    }
  }

  private Instant requireTime(Instant deadline, URI address) {
    if (!Instant.now().isBefore(deadline)) {
      throw tooLong(address);
    }
    return deadline;
  }

  private Map<String, String> headers(Path kept, Path validators) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", settings.userAgent());
    if (Files.exists(kept) && Files.exists(validators)) {
      Properties known = new Properties();
      try (InputStream in = Files.newInputStream(validators)) {
        known.load(in);
      }
      String etag = known.getProperty("ETag", "");
      String modified = known.getProperty("Last-Modified", "");
      if (!etag.isEmpty()) {
        headers.put("If-None-Match", etag);
      }
      if (!modified.isEmpty()) {
        headers.put("If-Modified-Since", modified);
      }
    }
    return headers;
  }

  private void keep(InputStream body, Path kept, Instant deadline, URI address) throws IOException {
    Files.createDirectories(kept.getParent());
    Path partial = kept.resolveSibling(kept.getFileName() + ".partial");
    byte[] buffer = new byte[1 << 16];
    long count = 0;
    try (OutputStream out = Files.newOutputStream(partial)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        count += n;
        if (count > settings.mostBytes()) {
          throw new HarvestException(
              HarvestException.Category.LIMIT_REACHED,
              address + " is larger than " + (settings.mostBytes() >> 20) + " MB");
        }
        if (Instant.now().isAfter(deadline)) {
          throw tooLong(address);
        }
        requireNoStop();
        out.write(buffer, 0, n);
      }
    }
    Files.move(partial, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void keepValidators(HttpAnswer response, Path validators) throws IOException {
    Properties known = new Properties();
    for (String header : new String[] {"ETag", "Last-Modified"}) {
      response.header(header).ifPresent(value -> known.setProperty(header, value));
    }
    try (OutputStream out = Files.newOutputStream(validators)) {
      known.store(out, null);
    }
  }

  private void requireNoStop() {
    if (stopRequested.getAsBoolean()) {
      throw new HarvestException(HarvestException.Category.STOPPED, HarvestRun.STOPPED);
    }
  }

  private void pause(HttpAnswer response, int tries, Instant deadline, URI address)
      throws InterruptedException {
    Duration wait =
        response
            .header("Retry-After")
            .filter(value -> value.matches("\\d{1,6}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(Duration.ofSeconds(1L << tries));
    if (wait.compareTo(LONGEST_WAIT) > 0 || Instant.now().plus(wait).isAfter(deadline)) {
      throw down(address, "asks to come back in " + wait.toSeconds() + " s");
    }
    Instant end = Instant.now().plus(wait);
    while (Instant.now().isBefore(end)) {
      requireNoStop();
      Duration left = Duration.between(Instant.now(), end);
      Thread.sleep(Math.clamp(left.toMillis(), 1, 200));
    }
  }

  /** Where to connect to; each redirect is looked up and judged as the first address is. */
  private List<InetAddress> places(URI address, HarvestException.Category whose) {
    String host = address.getHost();
    if (host == null
        || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
      throw new HarvestException(whose, address + " is no http or https address");
    }
    List<InetAddress> places;
    try {
      places = addresses.find(host);
    } catch (UnknownHostException e) {
      throw down(address, "has an unknown host");
    }
    if (places.isEmpty()) {
      throw new HarvestException(
          whose, address + " is at a private address, and these are not fetched from");
    }
    return places;
  }

  /** The file's own name, made distinct by its address. */
  private static String name(URI address) {
    String path = String.valueOf(address.getPath());
    String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "-");
    String hash = Hash.hex(address.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    return hash + "/" + (last.isEmpty() ? "index" : last);
  }

  private HarvestException tooLong(URI address) {
    return down(address, "took longer than " + settings.timeLimit().toSeconds() + " s");
  }

  private static HarvestException down(URI address, String reason) {
    return new HarvestException(HarvestException.Category.SOURCE_DOWN, address + " " + reason);
  }

  /** Removes what an interrupted download left. */
  void clean() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var walk = Files.walk(folder)) {
      for (Path path : walk.filter(p -> p.toString().endsWith(".partial")).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
