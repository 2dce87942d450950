package org.tessera.harvester;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The answer to one GET of HTTP/1.1 (RFC 9112), over a connection of its own to an address that the
 * caller has looked up and judged. The clients of the JDK look a name up again when they connect,
 * and may then be told another address; see decision 0911. TLS is for the name, not the address.
 */
final class HttpAnswer implements AutoCloseable {
  private static final int MOST_HEAD_BYTES = 1 << 16;
  private static final int CONNECT_MILLIS = 20_000;

  private final Socket socket;
  private final CompletableFuture<Void> closing;
  private final int status;
  private final Map<String, String> headers = new HashMap<>();
  private final InputStream body;
  private int headBytes;

  private HttpAnswer(Socket socket, CompletableFuture<Void> closing, String request)
      throws IOException {
    this.socket = socket;
    this.closing = closing;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    int read = head(in);
    while (read / 100 == 1) {
      headers.clear();
      read = head(in);
    }
    this.status = read;
    this.body = body(in);
  }

  /**
   * Asks.
   *
   * @param at where the host is; the first that takes the connection is asked
   * @param deadline when the connection is closed, whatever has come by then
   */
  static HttpAnswer get(
      URI address,
      List<InetAddress> at,
      Map<String, String> headers,
      SSLSocketFactory tls,
      Instant deadline)
      throws IOException {
    Socket connected = connect(address, at, deadline);
    CompletableFuture<Void> closing = closing(connected, deadline);
    try {
      Socket socket =
          address.getScheme().equals("https") ? secured(connected, address, tls) : connected;
      return new HttpAnswer(socket, closing, request(address, headers));
    } catch (IOException | RuntimeException e) {
      closing.cancel(false);
      connected.close();
      throw e;
    }
  }

  private static Socket connect(URI address, List<InetAddress> at, Instant deadline)
      throws IOException {
    int port =
        address.getPort() >= 0 ? address.getPort() : address.getScheme().equals("https") ? 443 : 80;
    IOException failure = new IOException("its host has no address");
    for (InetAddress candidate : at) {
      Socket socket = new Socket();
      try {
        long left = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
        socket.connect(
            new InetSocketAddress(candidate, port), (int) Math.min(CONNECT_MILLIS, left));
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  private static Socket secured(Socket connected, URI address, SSLSocketFactory tls)
      throws IOException {
    String host = address.getHost().replaceAll("[\\[\\]]", "");
    SSLSocket socket = (SSLSocket) tls.createSocket(connected, host, connected.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    // Without it any valid certificate would do, of whatever host.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static String request(URI address, Map<String, String> headers) {
    URI ascii = URI.create(address.toASCIIString());
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    StringBuilder request =
        new StringBuilder("GET ")
            .append(path)
            .append(ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery())
            .append(" HTTP/1.1\r\nHost: ")
            .append(ascii.getHost())
            .append(ascii.getPort() < 0 ? "" : ":" + ascii.getPort())
            .append("\r\nConnection: close\r\nAccept-Encoding: identity\r\n");
    headers.forEach((name, value) ->
        request.append(name).append(": ").append(value.replaceAll("[\r\n]", " ")).append("\r\n"));
    return request.append("\r\n").toString();
  }

  /** Wakes whoever waits for a server that went silent. */
  private static CompletableFuture<Void> closing(Socket socket, Instant deadline) {
    long left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
    return CompletableFuture.runAsync(
        () -> {
          try {
            socket.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        CompletableFuture.delayedExecutor(left, TimeUnit.MILLISECONDS));
  }

  int status() {
    return status;
  }

  /** The first value of a header. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** What is sent; fails where it ends before its end. */
  InputStream body() {
    return body;
  }

  @Override
  public void close() throws IOException {
    closing.cancel(false);
    socket.close();
  }

  private int head(InputStream in) throws IOException {
    String first = line(in);
    if (!first.matches("HTTP/1\\.\\d [1-5]\\d\\d( .*)?")) {
      throw new IOException("it does not answer in HTTP/1.1");
    }
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return Integer.parseInt(first.substring(9, 12));
  }

  private String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("it closed the connection in the middle of its answer");
      }
      if (++headBytes > MOST_HEAD_BYTES) {
        throw new IOException("its answer begins with more than 64 KB of headers");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  private InputStream body(InputStream in) throws IOException {
    Optional<String> encoding = header("Transfer-Encoding");
    if (status == 204 || status == 304) {
      return new Body(in, 0, false);
    }
    if (encoding.isPresent()) {
      if (!encoding.get().equalsIgnoreCase("chunked")) {
        throw new IOException("it answers in the unknown encoding " + encoding.get());
      }
      return new Body(in, 0, true);
    }
    String length = header("Content-Length").orElse("");
    if (length.isEmpty()) {
      return in;
    }
    if (!length.matches("\\d{1,18}")) {
      throw new IOException("its answer has the length " + length);
    }
    return new Body(in, Long.parseLong(length), false);
  }

  /** A body whose end is told beforehand: its length, or that of each chunk. */
  private final class Body extends InputStream {
    private final InputStream in;
    private long left;
    private boolean moreChunks;
    private boolean begun;

    Body(InputStream in, long length, boolean chunked) {
      this.in = in;
      this.left = length;
      this.moreChunks = chunked;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && moreChunks) {
        nextChunk();
      }
      if (left == 0) {
        return -1;
      }
      int n = in.read(bytes, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw new IOException("it closed the connection in the middle of the file");
      }
      left -= n;
      return n;
    }

    private void nextChunk() throws IOException {
      headBytes = 0;
      if (begun && !line(in).isEmpty()) {
        throw new IOException("its answer is badly chunked");
      }
      begun = true;
      String size = line(in).replaceFirst("[ \t]*;.*", "");
      if (!size.matches("[0-9A-Fa-f]{1,15}")) {
        throw new IOException("its answer is badly chunked");
      }
      left = Long.parseLong(size, 16);
      if (left == 0) {
        moreChunks = false;
        while (!line(in).isEmpty()) {
          // Trailers say nothing that is asked for.
          continue;
        }
      }
    }
  }
}
