package org.tessera.harvester;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/**
 * The answer to one GET, from an address that the caller has looked up and judged: the client is
 * told where the host is and looks nothing up itself; see decision 0911. TLS is for the name, not
 * the address.
 */
final class HttpAnswer implements AutoCloseable {
  private static final int LONGEST_HEADER = 1 << 14;
  private static final int MOST_HEADERS = 200;
  private static final Timeout CONNECT = Timeout.ofSeconds(20);

  private final CloseableHttpClient client;
  private final CompletableFuture<Void> ending;
  private final ClassicHttpResponse response;

  private HttpAnswer(
      CloseableHttpClient client, CompletableFuture<Void> ending, ClassicHttpResponse response) {
    this.client = client;
    this.ending = ending;
    this.response = response;
  }

  /**
   * Asks.
   *
   * @param at where the host is
   * @param deadline when the connection is closed, whatever has come by then
   * @throws IOException if no answer comes, or none before the deadline
   */
  static HttpAnswer get(
      URI address,
      List<InetAddress> at,
      Map<String, String> headers,
      SSLContext tls,
      Instant deadline)
      throws IOException {
    HttpGet request = new HttpGet(URI.create(address.toASCIIString()));
    headers.forEach(request::addHeader);
    CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(connections(at, tls))
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableDefaultUserAgent()
            .build();
    // Rounded up: what is closed before the deadline would count as a failure of the server.
    long left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis() + 1);
    // Wakes whoever waits for a server that went silent.
    CompletableFuture<Void> ending =
        CompletableFuture.runAsync(
            request::cancel, CompletableFuture.delayedExecutor(left, TimeUnit.MILLISECONDS));
    try {
      return new HttpAnswer(client, ending, client.executeOpen(null, request, null));
    } catch (IOException | RuntimeException e) {
      ending.cancel(false);
      client.close();
      // The client's own answer to a cancelling between two of its steps is IllegalStateException.
      if (request.isCancelled()) {
        throw new IOException("no answer before the time limit", e);
      }
      throw e;
    }
  }

  private static HttpClientConnectionManager connections(List<InetAddress> at, SSLContext tls) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new Judged(at))
        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(CONNECT).build())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxLineLength(LONGEST_HEADER)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build())
                .build())
        .build();
  }

  /** The one host that is asked is where it was found to be, and nowhere else. */
  private record Judged(List<InetAddress> at) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return at.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  int status() {
    return response.getCode();
  }

  /** The first value of a header. */
  Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(it -> it.getValue());
  }

  /** What is sent; fails where it ends before its end. */
  InputStream body() throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  @Override
  public void close() throws IOException {
    ending.cancel(false);
    // First the client: closing the answer alone would read the rest of its body.
    client.close();
    response.close();
  }
}
