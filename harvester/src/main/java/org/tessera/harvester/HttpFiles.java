package org.tessera.harvester;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Files fetched over HTTP, each kept with its validators, so that an unchanged one is not fetched
 * again (conditional GET, RFC 9110 section 13). Never asks a private address unless the settings
 * allow it.
 */
final class HttpFiles {
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_TRIES = 4;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final HarvestSettings settings;
  private final Path folder;
  private final BooleanSupplier stopRequested;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  /**
   * @param folder where fetched files are kept
   */
  HttpFiles(HarvestSettings settings, Path folder, BooleanSupplier stopRequested) {
    this.settings = settings;
    this.folder = folder;
    this.stopRequested = stopRequested;
  }

  /**
   * The file at an address, as it is there now.
   *
   * @throws HarvestException if it cannot be had whole and in time
   */
  Path download(String source, URI address) {
    Path kept = folder.resolve(source).resolve(name(address));
    Path validators = kept.resolveSibling(kept.getFileName() + ".validators");
    Instant deadline = Instant.now().plus(settings.timeLimit());
    URI current = address;
    int redirects = 0;
    int tries = 0;
    while (true) {
      requireNoStop();
      refusePrivate(current);
      try {
        HttpResponse<InputStream> response =
            client.send(
                request(current, kept, validators, deadline),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body();
            Deadline ignored = new Deadline(body, deadline)) {
          int status = response.statusCode();
          if (status == 304 && Files.exists(kept)) {
            return kept;
          }
          if (status == 200) {
            keep(body, kept, deadline, current);
            keepValidators(response, validators);
            return kept;
          }
          Optional<String> location = response.headers().firstValue("Location");
          if (status / 100 == 3 && location.isPresent()) {
            if (++redirects > MOST_REDIRECTS) {
              throw down(current, "redirects more than " + MOST_REDIRECTS + " times");
            }
            current = redirected(current, location.get());
          } else if ((status == 429 || status == 503) && ++tries < MOST_TRIES) {
            pause(response, tries, deadline, current);
          } else {
            throw down(current, "answered " + status);
          }
        }
      } catch (IOException e) {
        if (!Instant.now().isBefore(deadline)) {
          throw tooLong(current);
        }
        if (++tries >= MOST_TRIES) {
          throw down(
              current,
              "failed: "
                  + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw down(current, "was interrupted");
      }
    }
  }

  private static URI redirected(URI from, String location) {
    try {
      return from.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw down(from, "redirects to " + location + ", which is no address");
    }
  }

  private HttpRequest request(URI address, Path kept, Path validators, Instant deadline)
      throws IOException {
    Duration left = Duration.between(Instant.now(), deadline);
    if (left.isNegative() || left.isZero()) {
      throw tooLong(address);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("User-Agent", settings.userAgent())
            .timeout(left)
            .GET();
    if (Files.exists(kept) && Files.exists(validators)) {
      Properties known = new Properties();
      try (InputStream in = Files.newInputStream(validators)) {
        known.load(in);
      }
      String etag = known.getProperty("ETag", "");
      String modified = known.getProperty("Last-Modified", "");
      if (!etag.isEmpty()) {
        request.header("If-None-Match", etag);
      }
      if (!modified.isEmpty()) {
        request.header("If-Modified-Since", modified);
      }
    }
    return request.build();
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

  private static void keepValidators(HttpResponse<?> response, Path validators) throws IOException {
    Properties known = new Properties();
    for (String header : new String[] {"ETag", "Last-Modified"}) {
      response.headers().firstValue(header).ifPresent(value -> known.setProperty(header, value));
    }
    try (OutputStream out = Files.newOutputStream(validators)) {
      known.store(out, null);
    }
  }

  private void requireNoStop() {
    if (stopRequested.getAsBoolean()) {
      throw new HarvestException(HarvestException.Category.BAD_REQUEST, HarvestRun.STOPPED);
    }
  }

  private void pause(HttpResponse<?> response, int tries, Instant deadline, URI address)
      throws InterruptedException {
    Duration wait =
        response
            .headers()
            .firstValue("Retry-After")
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

  private void refusePrivate(URI address) {
    String host = address.getHost();
    if (host == null
        || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
      throw new HarvestException(
          HarvestException.Category.BAD_REQUEST, address + " is no http or https address");
    }
    if (settings.allowPrivateAddresses()) {
      return;
    }
    try {
      for (InetAddress ip : InetAddress.getAllByName(host)) {
        if (isPrivate(ip)) {
          throw new HarvestException(
              HarvestException.Category.BAD_REQUEST,
              address + " is at a private address, and these are not fetched from");
        }
      }
    } catch (UnknownHostException e) {
      throw down(address, "has an unknown host");
    }
  }

  private static boolean isPrivate(InetAddress ip) {
    byte[] bytes = ip.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    return ip.isLoopbackAddress()
        || ip.isSiteLocalAddress()
        || ip.isLinkLocalAddress()
        || ip.isAnyLocalAddress()
        || ip.isMulticastAddress()
        || uniqueLocal
        || shared;
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

  /** Closes a stream at an instant, which wakes whoever waits for a server that went silent. */
  private static final class Deadline implements AutoCloseable {
    private final CompletableFuture<Void> closing;

    Deadline(InputStream stream, Instant end) {
      long left = Math.max(0, Duration.between(Instant.now(), end).toMillis());
      this.closing =
          CompletableFuture.runAsync(
              () -> {
                try {
                  stream.close();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              CompletableFuture.delayedExecutor(left, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
      closing.cancel(false);
    }
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
